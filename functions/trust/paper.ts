import { PDFDocument, StandardFonts } from 'pdf-lib';
import { create } from 'qrcode';
import type { Certificate } from '#schemas/credential.ts';

/** What the standard fonts of PDF cannot show is shown as a question mark rather than refused. */
const printable = (text: string): string => text.normalize('NFC').replace(/[^\x20-\x7e\xa0-\xff–—‘’“”œŒ]/g, '?');

/** The certificate on one page, in both languages, with a QR code that leads to the page that verifies it. */
export const certificatePaper = async (said: Certificate, address: string): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([612, 792]);
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.Helvetica),
    await pdf.embedFont(StandardFonts.HelveticaBold),
  ];
  const { legalName, certifiedOn, expiresOn } = said.credentialSubject;
  pdf.setTitle(`Passerelle: ${printable(legalName)}`);
  pdf.setLanguage('fr-CA');
  const write = (text: string, y: number, size: number, font = plain) =>
    page.drawText(printable(text), { x: 72, y, size, font, maxWidth: 468, lineHeight: size * 1.3 });
  write('Certificat de fournisseur', 690, 24, bold);
  write('Supplier certificate', 662, 18);
  write(legalName, 600, 20, bold);
  write(`Certifié le ${certifiedOn}, valable jusqu’au ${expiresOn}.`, 540, 12);
  write(`Certified on ${certifiedOn}, valid until ${expiresOn}.`, 520, 12);
  write('Ce papier ne prouve rien à lui seul : vérifiez-le à l’adresse ci-dessous.', 470, 11);
  write('This paper proves nothing by itself: verify it at the address below.', 454, 11);
  write(address, 424, 9);
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const side = 180 / modules.size;
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        page.drawRectangle({ x: 72 + column * side, y: 400 - (row + 1) * side, width: side, height: side });
  return pdf.save();
};
