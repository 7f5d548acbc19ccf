import "server-only";
import type { z } from "zod";
import { type Adresse, sectionDe } from "@/lib/domain/edition/adresses";
import { FORMES, listesDe } from "@/lib/domain/edition/formes";
import { type CodeEtat, etapesLettre } from "@/lib/domain/etats";
import { avecSection, contenuDeSection } from "@/lib/schemas/contenus";
import type {
  ChangementRecu,
  ConflitChamp,
  demandeModifications,
  Operation,
  Synchronisation,
} from "@/lib/schemas/edition";
import { canonique } from "@/lib/schemas/lecture";
import type { SectionSaisie } from "@/lib/schemas/sections";
import type { Tx } from "@/lib/server/base";
import { differences } from "@/lib/server/dossiers/differences";
import { ecrireListes } from "@/lib/server/dossiers/ecrire-listes";
import { SELECTION_SECTIONS, versSections } from "@/lib/server/dossiers/etats-sections";
import { colonnesDe, type NomTable, SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { clesDe, enBase, placesDe, placesSuivantes } from "@/lib/server/dossiers/places-lignes";
import { recalculerSynthese } from "@/lib/server/dossiers/synthese";
import type { DossierTenu } from "@/lib/server/dossiers/verrouiller";
import type { Agent } from "@/lib/server/droits";
import { estAGarder, limiterConflits } from "@/lib/server/edition/garder-conflits";
import { ecritesDepuis, emballer } from "@/lib/server/edition/lire-nouveautes";
import { ecritesSur, type Rencontre } from "@/lib/server/edition/lire-rencontres";
import {
  type Appliquee,
  type EnConflit,
  type Etat,
  type Preparation,
  preparerEditions,
} from "@/lib/server/edition/preparer-editions";
import { ecrireEntree } from "@/lib/server/journal";
import { rattacherOrganisations } from "@/lib/server/organisations/rattacher-organisations";
import type { Prisma } from "@/prisma/genere/client";

/** Tables that a section owns; the dossier's own columns are rewritten with every one. */
const tablesDe = (section: SectionSaisie): NomTable[] => [
  ...listesDe(section).map(enBase),
  ...("justifications" in FORMES[section] ? (["justifications"] as const) : []),
];

export type Demande = z.output<typeof demandeModifications>;

/** What an edit meets, or why it goes no further. */
export type Tri = { permises: Operation[]; refus: { operation: Operation; message: string }[] };

/**
 * Someone who may write some of the dossier only (a partner's contact): which edits are theirs, what they are told of others'
 * work, and how it is recorded. Absent: a member of the team, who may write all of it.
 */
export type Cadre = {
  /** Judged against the dossier as it is now, under the lock. */
  trier: (operations: readonly Operation[], avant: Etat) => Tri;
  /** Last guard, on what is about to be written: throws, and nothing is, should it go beyond. */
  verifier: (avant: Etat, apres: Etat) => void;
  /** null: too much. */
  nouveautes: (apres: Etat) => Promise<ChangementRecu[] | null>;
  /** Whether the edit that comes with this address is the one written at that one. */
  memeAdresse: (demandee: Adresse, ecrite: Adresse) => boolean;
  noter: (appliquees: readonly Appliquee[]) => Promise<void>;
};

/**
 * Writes edits, field by field, over whatever others wrote meanwhile: different fields merge, the same field is a conflict
 * that keeps both values. All that can be written is; an edit sent twice is written once. `dossier`: locked, and this person's to
 * write in (`verrouiller`), in this same transaction.
 */
export async function ecrireModifications(
  tx: Tx,
  agent: Agent,
  dossier: DossierTenu,
  { client, depuis, operations }: Pick<Demande, "client" | "depuis" | "operations">,
  maintenant: Date,
  cadre?: Cadre,
): Promise<Synchronisation> {
  const dossierId = dossier.id;
  const lu = await tx.dossier.findUniqueOrThrow({
    where: { id: dossierId },
    select: { ...SELECTION_FICHIER, revision: true },
  });
  const page = { client, utilisateurId: agent.id };
  const places = placesDe(lu);
  const avant: Etat = { fichier: versFichier(lu), cles: clesDe(places) };
  const connues = await operationsConnues(tx, agent, dossierId, operations, cadre?.memeAdresse);
  const deja = operations.filter((o) => connues.get(o.id) === true);
  const restantes = operations.filter((o) => connues.get(o.id) !== true);
  const tri: Tri = cadre === undefined ? { permises: restantes, refus: [] } : cadre.trier(restantes, avant);
  // Typed on what a restored backup has undone: nobody knows what that page saw, whoever else wrote there is met.
  const situees = tri.permises.map((o) => (o.vue > lu.revision ? { ...o, vue: 0 } : o));
  const nouveautes =
    depuis > lu.revision
      ? null
      : await (cadre === undefined ? ecritesDepuis(tx, dossierId, depuis, page) : cadre.nouveautes(avant));

  if (situees.length === 0)
    return repondre(tx, dossier, lu.revision, maintenant, nouveautes, { deja, refus: tri.refus });

  const rencontres = await ecritesSur(tx, dossierId, situees, page);
  const preparee = preparerEditions(avant, situees, rencontres);
  const preparation = await limiterConflits(tx, agent, dossierId, maintenant, connues, preparee);
  const { apres, appliquees, conflits } = preparation;
  if (appliquees.length > 0) cadre?.verifier(avant, apres);
  const touchees = [...new Set(appliquees.map(({ operation }) => sectionDe(operation.adresse) as SectionSaisie))];
  const aGarder = conflits.filter((c) => estAGarder(c, connues));
  const ecrit = appliquees.length + aGarder.length > 0;
  const revision = lu.revision + (ecrit ? 1 : 0);

  if (appliquees.length > 0) {
    const etapes = etapesLettre(dossier.etat, dossier.regime, apres.fichier.lettreIntention);
    await tx.dossier.update({
      where: { id: dossierId },
      data: { ...colonnesDe(apres.fichier), ...(etapes.length > 0 && { etat: etapes.at(-1) as CodeEtat }) },
      select: { id: true },
    });
    await ecrireListes(
      tx,
      dossierId,
      touchees.flatMap(tablesDe),
      { fichier: apres.fichier, places: placesSuivantes(places, apres.fichier, apres.cles) },
      { fichier: avant.fichier, places },
    );
    if (touchees.includes("partenaires"))
      await rattacherOrganisations(tx, dossierId, apres.fichier.partenaires, maintenant);
    await tx.sectionDossier.updateMany({
      where: { dossierId, section: { in: touchees } },
      data: { version: { increment: 1 }, modifieeLe: maintenant, modifieeParId: agent.id },
    });
    await recalculerSynthese(tx, agent, dossier, apres.fichier, maintenant);
    if (cadre === undefined) await noterSections(tx, agent, dossierId, avant, apres, touchees);
    else await cadre.noter(appliquees);
    await noterEtapes(tx, agent, dossier, etapes);
  }
  if (ecrit) {
    await tx.dossier.update({ where: { id: dossierId }, data: { revision }, select: { id: true } });
    await garderHistorique(tx, agent, { dossierId, client, revision, maintenant, connues }, preparation);
  }
  if (aGarder.length > 0)
    await ecrireEntree(tx, {
      action: "dossier.saisie_concurrente",
      acteur: agent,
      dossierId,
      objet: [...new Set(aGarder.map((c) => sectionDe(c.operation.adresse)))].join(", "),
      apres: { champs: aGarder.length },
    });
  return repondre(tx, dossier, revision, maintenant, nouveautes, {
    deja,
    faites: [...preparation.sansEffet, ...appliquees.map((a) => a.operation)],
    conflits: conflits.map((c) => versConflit(c, rencontres, lu.revision, maintenant)),
    refus: [...tri.refus, ...preparation.refus],
  });
}

type Bilan = {
  deja: readonly Operation[];
  faites?: readonly Operation[];
  conflits?: ConflitChamp[];
  refus: readonly { operation: Operation; message: string }[];
};

async function repondre(
  tx: Tx,
  dossier: DossierTenu,
  revision: number,
  maintenant: Date,
  nouveautes: ChangementRecu[] | null,
  { deja, faites = [], conflits = [], refus }: Bilan,
): Promise<Synchronisation> {
  const { sections } = await tx.dossier.findUniqueOrThrow({
    where: { id: dossier.id },
    select: { sections: SELECTION_SECTIONS },
  });
  return {
    revision,
    enregistreLe: maintenant.toISOString(),
    sections: versSections(sections),
    regime: { code: dossier.regime, numero: dossier.regimeNumero },
    recharger: nouveautes === null,
    changements: nouveautes ?? [],
    acceptees: [...deja, ...faites].map((o) => o.id),
    anterieures: deja.map((o) => o.id),
    conflits,
    refus: refus.map(({ operation: o, message }) => ({ operation: o.id, adresse: o.adresse, message })),
  };
}

/**
 * Which of these were received before, and whether they were written (a conflict is received, not written). A name drawn by
 * someone else, or for another field, is no proof of anything: it is only not used again.
 */
async function operationsConnues(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  operations: readonly Operation[],
  memeAdresse: Cadre["memeAdresse"] = (demandee, ecrite) => demandee === ecrite,
): Promise<ReadonlyMap<string, boolean>> {
  const lues = await tx.modificationChamp.findMany({
    where: { dossierId, operation: { in: operations.map((o) => o.id) } },
    select: { operation: true, appliquee: true, adresse: true, parId: true },
  });
  const adresses = new Map(operations.map((o) => [o.id, o.adresse]));
  return new Map(
    lues.flatMap(({ operation, appliquee, adresse, parId }) =>
      operation === null
        ? []
        : [
            [
              operation,
              appliquee && parId === agent.id && memeAdresse(adresses.get(operation) ?? "", adresse),
            ] as const,
          ],
    ),
  );
}

function versConflit(
  { operation, leur, retiree, cause }: EnConflit,
  rencontres: readonly Rencontre[],
  revision: number,
  maintenant: Date,
): ConflitChamp {
  const vue = rencontres.find((e) => e.revision === cause?.revision && e.adresse === cause.adresse);
  return {
    operation: operation.id,
    adresse: operation.adresse,
    leur,
    retiree,
    revision: vue?.revision ?? revision,
    le: vue?.le ?? maintenant.toISOString(),
    par: vue?.par ?? null,
  };
}

/** One entry of the audit trail per section, each with what differs in it alone. */
async function noterSections(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  avant: Etat,
  apres: Etat,
  touchees: readonly SectionSaisie[],
): Promise<void> {
  let courant = avant.fichier;
  for (const section of touchees) {
    const suivant = canonique(avecSection(courant, section, contenuDeSection(apres.fichier, section) as never));
    const changement = differences(courant, suivant);
    courant = suivant;
    await ecrireEntree(tx, {
      action: "dossier.enregistrer_section",
      acteur: agent,
      dossierId,
      objet: section,
      avant: changement?.avant,
      apres: changement?.apres,
    });
  }
}

async function noterEtapes(tx: Tx, agent: Agent, dossier: DossierTenu, etapes: readonly CodeEtat[]): Promise<void> {
  let etat = dossier.etat;
  for (const suivant of etapes) {
    await ecrireEntree(tx, {
      action: "dossier.changer_etat",
      acteur: agent,
      dossierId: dossier.id,
      objet: "lettre",
      avant: { etat },
      apres: { etat: suivant },
    });
    etat = suivant;
  }
}

type Ecriture = {
  dossierId: string;
  client: string;
  revision: number;
  maintenant: Date;
  connues: ReadonlyMap<string, boolean>;
};

/** Each field's history; what met someone else's value is kept in it too, so that nothing typed is lost. */
async function garderHistorique(
  tx: Tx,
  agent: Agent,
  { dossierId, client, revision, maintenant, connues }: Ecriture,
  { appliquees, conflits }: Preparation,
): Promise<void> {
  const commun = { dossierId, client, revision, le: maintenant, parId: agent.id };
  const ligne = (operation: Operation) => ({
    ...commun,
    adresse: operation.adresse,
    section: sectionDe(operation.adresse),
    type: operation.type,
    // Met someone else's value when it first came, and is written now: its name is already taken.
    operation: connues.has(operation.id) ? null : operation.id,
  });
  const data: Prisma.ModificationChampCreateManyInput[] = [
    ...appliquees.map(({ operation, changement: c }) => ({
      ...ligne(operation),
      nature: operation.nature,
      ...(c.type !== "champ" && { rang: c.rang }),
      ...(c.type !== "ajout" && { avant: emballer(c.avant) }),
      ...(c.type !== "retrait" && { apres: emballer(c.apres) }),
    })),
    ...conflits
      .filter((c) => estAGarder(c, connues))
      .map(({ operation, avant }) => ({
        ...ligne(operation),
        nature: "conflit",
        appliquee: false,
        avant: emballer(avant),
        ...(operation.type !== "retrait" && { apres: emballer(operation.valeur) }),
        ...(operation.type === "ajout" && { rang: operation.rang }),
      })),
  ];
  if (data.length > 0) await tx.modificationChamp.createMany({ data });
}
