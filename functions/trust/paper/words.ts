import type { Language } from '#schemas/primitives.ts';

export type Words = {
  locale: string;
  document: (name: string) => string;
  title: string;
  lead: string;
  shown: string;
  certifiedOn: string;
  validUntil: string;
  number: string;
  verify: string;
  scan: string;
  code: (address: string) => string;
  link: string;
  motto: string;
};

/** What the certificate says, besides the name of the firm. */
export const words: Record<Language, Words> = {
  fr: {
    locale: 'fr-CA',
    document: (name) => `Certificat de fournisseur – ${name}`,
    title: 'Certificat de fournisseur',
    lead: 'Le réseau Passerelle atteste que l’entreprise',
    shown: 'a montré par des documents qui la détient ou la gouverne, la dirige et la contrôle.',
    certifiedOn: 'Certifiée le',
    validUntil: 'Valable jusqu’au',
    number: 'Numéro du certificat',
    verify: 'Vérifiez-le en 5 secondes',
    scan: 'Balayez le code pour voir si le certificat est valable aujourd’hui.',
    code: (address) => `Code QR qui mène à la page où ce certificat se vérifie\u00a0: ${address}`,
    link: 'Vérifier ce certificat',
    motto: 'Certifiée une fois, reconnue selon la définition de chaque institution',
  },
  en: {
    locale: 'en-CA',
    document: (name) => `Supplier certificate – ${name}`,
    title: 'Supplier certificate',
    lead: 'The Passerelle network certifies that the firm',
    shown: 'has shown, with documents, who owns or governs, manages and controls it.',
    certifiedOn: 'Certified on',
    validUntil: 'Valid until',
    number: 'Certificate number',
    verify: 'Check it in 5 seconds',
    scan: 'Scan the code to see whether the certificate holds today.',
    code: (address) => `QR code that leads to the page where this certificate is verified: ${address}`,
    link: 'Verify this certificate',
    motto: 'Certified once, recognized under every institution’s own definition',
  },
};
