/** What a batch of edits makes of a dossier, in memory: what is written, what meets someone else's, what cannot be stored. */
import { type Changement, type Ligne, memeValeur, ouvrirContenu } from "@/lib/domain/edition/changements";
import type { SectionEditable } from "@/lib/domain/edition/formes";
import { type Decision, deciderDevant, type Ecrite } from "@/lib/domain/edition/fusion";
import type { Operation } from "@/lib/schemas/edition";
import { estIllisible } from "@/lib/server/dossiers/limites";
import { lireValeur } from "@/lib/server/edition/lire-valeur";
import { type Candidate, contenusDe, type Etat, ecrireLot, type Limites, type Refusee, sectionDe } from "./essayer-lot";

export type { Etat } from "./essayer-lot";
export type Appliquee = Candidate;
export type EnConflit = { operation: Operation; avant: unknown } & Extract<Decision, { type: "conflit" }>;
export type Preparation = {
  apres: Etat;
  /** In the order they were asked. */
  appliquees: Appliquee[];
  sansEffet: Operation[];
  conflits: EnConflit[];
  refus: Refusee[];
};

type Ouvert = ReturnType<typeof ouvrirContenu>;

/** The contents of the sections, each opened once: a batch of thousands of rows copies no list for each of them. */
function ouvrirSections(etat: Etat): (section: SectionEditable) => Ouvert {
  const lus = contenusDe(etat);
  const ouverts = new Map<SectionEditable, Ouvert>();
  return (section) => {
    const deja = ouverts.get(section);
    if (deja !== undefined) return deja;
    const ouvert = ouvrirContenu(section, lus(section));
    ouverts.set(section, ouvert);
    return ouvert;
  };
}

function versChangement(operation: Operation, ouvert: Ouvert, present: unknown): Changement {
  const { adresse } = operation;
  if (operation.type === "ajout") return { type: "ajout", adresse, rang: operation.rang, apres: operation.valeur };
  if (operation.type === "retrait")
    return { type: "retrait", adresse, rang: ouvert.ligne(adresse)?.rang ?? 0, avant: present as Ligne };
  return { type: "champ", adresse, avant: present ?? null, apres: operation.valeur ?? null };
}

/** What met someone else's value is kept in the history of its field: as its own schema reads it, or not at all. */
function aGarder(operation: Operation): { operation: Operation } | { message: string } {
  if (operation.type === "retrait") return { operation };
  const lue = lireValeur(operation);
  if (!lue.ok) return { message: lue.message };
  if (estIllisible(lue.valeur)) return { message: "Ce texte contient un caractère illisible : retapez-le." };
  return { operation: { ...operation, valeur: lue.valeur } as Operation };
}

/** As stored: what the schemas made of what was typed. A field whose row goes in the same batch has only what was typed. */
function stockee({ operation, changement: c }: Candidate, final: Ouvert): Candidate {
  if (c.type === "retrait") return { operation, changement: c };
  const lue = final.lire(operation.adresse);
  if (c.type === "ajout") return { operation, changement: { ...c, apres: (lue ?? c.apres) as Ligne } };
  return { operation, changement: { ...c, apres: lue === undefined ? c.apres : lue } };
}

/**
 * `ecrites`: what other pages wrote, at least since the oldest `vue` of these operations. An operation that comes back in none of the
 * lists was not tried, for want of time.
 */
export function preparerEditions(
  avant: Etat,
  operations: readonly Operation[],
  ecrites: readonly Ecrite[],
  limites: Limites = {},
): Preparation {
  const sansEffet: Operation[] = [];
  const conflits: EnConflit[] = [];
  const candidates: Candidate[] = [];
  const refus: Refusee[] = [];
  const enCours = ouvrirSections(avant);
  for (const operation of operations) {
    const ouvert = enCours(sectionDe(operation.adresse));
    const present = ouvert.lire(operation.adresse);
    const valeur = operation.type === "retrait" ? undefined : operation.valeur;
    const decision = deciderDevant({ ...operation, valeur }, present, ecrites);
    if (decision.type === "sans_effet") sansEffet.push(operation);
    else if (decision.type === "conflit") {
      // In a row that nobody took out since, it met nobody and is not kept (garder-conflits.ts).
      const gardee = decision.retiree && decision.cause === null ? { operation } : aGarder(operation);
      if ("message" in gardee) refus.push({ operation, message: gardee.message });
      else conflits.push({ operation: gardee.operation, avant: present, ...decision });
    } else {
      const changement = versChangement(operation, ouvert, present);
      candidates.push({ operation, changement });
      // A field typed in a row added just before, in the same batch, finds it there.
      if (changement.type !== "champ") ouvert.changer(changement);
    }
  }
  const { apres, gardees, refus: impossibles } = ecrireLot(avant, candidates, limites);
  const finaux = ouvrirSections(apres);
  const appliquees: Appliquee[] = [];
  for (const candidate of candidates) {
    if (!gardees.has(candidate)) continue;
    const faite = stockee(candidate, finaux(sectionDe(candidate.operation.adresse)));
    const { changement: c, operation } = faite;
    // « 12 » typed over « 12.00 »: nothing to tell anyone.
    if (c.type === "champ" && memeValeur(c.avant, c.apres)) sansEffet.push(operation);
    else appliquees.push(faite);
  }
  return { apres, appliquees, sansEffet, conflits, refus: [...refus, ...impossibles] };
}
