import type * as z from 'zod';
import { type Facts, facts } from './facts.ts';

/**
 * Who may learn a fact from an answer about many firms. `open`: anybody can look it up · `identity`: it tells, or helps to
 * tell, who somebody is · `confidential`: the firm's own business. Certifications are `identity`: most certifiers vouch for
 * one group, and publish no list. A fact that is not in this table does not compile.
 */
export const factClasses = {
  owners: 'identity',
  managed: 'identity',
  controlled: 'identity',
  workforce: 'identity',
  certifications: 'identity',
  legalForm: 'open',
  places: 'open',
  placesComplete: 'open',
  foundedOn: 'open',
  employees: 'confidential',
  revenueCad: 'confidential',
  flags: 'confidential',
} as const satisfies Record<keyof Facts, 'open' | 'identity' | 'confidential'>;

type Classes = typeof factClasses;
export type FactClass = Classes[keyof Classes];
export type OpenFact = { [Name in keyof Classes]: Classes[Name] extends 'open' ? Name : never }[keyof Classes];

/** What anybody may know of a firm, kept beside its sealed facts so that whoever counts needs no key. */
export const openFacts = facts.pick({
  legalForm: true,
  places: true,
  placesComplete: true,
  foundedOn: true,
} satisfies Record<OpenFact, true>);
export type OpenFacts = z.infer<typeof openFacts>;

export const openFactsOf = (all: Facts): OpenFacts => openFacts.strip().parse(all);
