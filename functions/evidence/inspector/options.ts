import sharp, { type SharpOptions } from 'sharp';

/*
 * How files are decoded: one set for looking at a file and for drawing it, so that what one of them takes the other takes
 * too.
 */

/** More than any scanner gives for a page; less than what costs half a gigabyte to decode. */
export const maximumPixels = 50_000_000;
export const maximumImageSide = 16_000;
/** What cameras and scanners do to the letter of the standard is no damage; a picture that is cut short is. */
export const imageOptions: SharpOptions = { failOn: 'error', limitInputPixels: maximumPixels };
/** Widest side of a picture that is shown, in pixels: a page can claim to be kilometres wide. */
export const maximumSide = 2400;

/** More pages than anybody reads for one claim. */
export const maximumPages = 200;
/** 144 dots per inch: small print stays readable on a screen. */
export const pageScale = 2;

/** Bits of pdfium's flags: https://pdfium.googlesource.com/pdfium/+/main/public/fpdfview.h */
const drawsAnnotations = 0x01;
const smoothsForScreens = 0x02;
const redFirst = 0x10;
/** Fields are drawn over the page, as Chrome draws them, and without the pop-ups of notes. */
export const fieldFlags = smoothsForScreens | redFirst;
export const pageFlags = fieldFlags | drawsAnnotations;

sharp.concurrency(1);
sharp.cache(false);
