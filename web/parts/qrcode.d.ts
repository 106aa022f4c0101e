/** The code alone, without the writers of image files that the package's main entry brings along. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode';
}
