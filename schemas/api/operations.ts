import type { Bilingual } from '../primitives.ts';
import { paperOperations } from './certificates.ts';
import { comparisonOperations } from './comparison.ts';
import type { Operation } from './contract.ts';
import { deliveryOperations } from './delivery.ts';
import { evidenceOperations } from './evidence.ts';
import { intakeOperations } from './intake.ts';
import { matchingOperations } from './matching.ts';
import { networkOperations } from './network.ts';
import { peopleOperations } from './people.ts';
import { registryOperations } from './registry.ts';
import { reviewOperations } from './review.ts';
import { serviceOperations } from './service.ts';
import { trustOperations } from './trust.ts';

type Room = { tag: string; about: Bilingual; operations: readonly Operation[] };

/** The operations by what they are about. */
export const rooms: readonly Room[] = [
  { tag: 'service', about: { fr: 'Ce contrat.', en: 'This contract.' }, operations: serviceOperations },
  {
    tag: 'submissions',
    about: { fr: 'Les comptes des fournisseurs et leurs demandes.', en: 'Suppliers’ accounts and their submissions.' },
    operations: intakeOperations,
  },
  {
    tag: 'evidence',
    about: { fr: 'Les fichiers remis comme preuves.', en: 'Files given as evidence.' },
    operations: evidenceOperations,
  },
  { tag: 'review', about: { fr: 'L’étude des dossiers.', en: 'The review of cases.' }, operations: reviewOperations },
  {
    tag: 'registry',
    about: { fr: 'Les fournisseurs certifiés.', en: 'Certified vendors.' },
    operations: registryOperations,
  },
  {
    tag: 'network',
    about: {
      fr: 'Les institutions, leurs définitions, leurs points de réception et leurs clients techniques.',
      en: 'Institutions, their definitions, their endpoints and their systems’ clients.',
    },
    operations: networkOperations,
  },
  {
    tag: 'comparison',
    about: { fr: 'Comment les définitions se recoupent.', en: 'How definitions relate to each other.' },
    operations: comparisonOperations,
  },
  { tag: 'people', about: { fr: 'Les rôles du personnel.', en: 'Roles of the staff.' }, operations: peopleOperations },
  {
    tag: 'delivery',
    about: {
      fr: 'Les fils, les livraisons et les fournisseurs reconnus.',
      en: 'Feeds, deliveries and recognized vendors.',
    },
    operations: deliveryOperations,
  },
  {
    tag: 'trust',
    about: {
      fr: 'Le journal d’audit, les attestations, les membres, les consentements et les droits des fournisseurs.',
      en: 'The audit log, certificates, members, consents and suppliers’ rights.',
    },
    operations: [...trustOperations, ...paperOperations],
  },
  {
    tag: 'matching',
    about: { fr: 'Les verdicts et l’application des définitions.', en: 'Verdicts and rollouts of definitions.' },
    operations: matchingOperations,
  },
];

/** The whole public API. What is not here does not exist. */
export const operations: readonly Operation[] = rooms.flatMap((room) => room.operations);

const tagByName = new Map(rooms.flatMap(({ tag, operations }) => operations.map(({ name }) => [name, tag] as const)));
export const tagOf = ({ name }: Operation): string => tagByName.get(name) ?? 'service';
