import "server-only";
import { type Adresse, ecrireAdresse, lireAdresse } from "@/lib/domain/edition/adresses";
import { type Ligne, ligneDe } from "@/lib/domain/edition/changements";
import { CHAMPS_DU_PROJET, estDeLaPart, type ListeLignes, SOURCE_SUBVENTION } from "@/lib/domain/participation";
import { CODES_SECTION } from "@/lib/domain/sections";
import { contenuDeSection } from "@/lib/schemas/contenus";
import { AUTEUR_EQUIPE, type Auteur, type ChangementRecu, type Nouveautes } from "@/lib/schemas/edition";
import type { EspaceDossier, EtatSection } from "@/lib/schemas/espace";
import type { Tx } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { deballer } from "@/lib/server/edition/lire-nouveautes";
import { avecCle, nomDeBase } from "@/lib/server/participation/alias";
import { lirePart, type PartLue } from "@/lib/server/participation/lire-part";
import { listeDe } from "@/lib/server/participation/perimetre";

/** Beyond so many writes the part is lighter to read again. */
const CHANGEMENTS_MAX = 2_000;

/** Whoever writes in the team is the team: a contact learns no name and no account. */
export const auteurPourLaPart = (parId: string | null, agent: Pick<Agent, "id" | "nom">): Auteur | null =>
  parId === null ? null : parId === agent.id ? { id: agent.id, nom: agent.nom } : AUTEUR_EQUIPE;

type Evenement = {
  revision: number;
  adresse: Adresse;
  type: string;
  le: Date;
  parId: string | null;
  avant: unknown;
  apres: unknown;
  /** Written by the very page that asks. */
  sien: boolean;
};

type Page = { agent: Agent; client: string };

async function lireEvenements(
  tx: Tx,
  dossierId: string,
  partenaire: string,
  depuis: number,
  { agent, client }: Page,
): Promise<Evenement[] | null> {
  const carte = ecrireAdresse("partenaires", "partenaires", partenaire);
  const lus = await tx.modificationChamp.findMany({
    where: {
      dossierId,
      revision: { gt: depuis },
      appliquee: true,
      OR: [
        { adresse: { startsWith: "budget/budget/" } },
        { adresse: { startsWith: "financement/financements/" } },
        { adresse: carte },
        { adresse: { startsWith: `${carte}/` } },
        { adresse: { in: CHAMPS_DU_PROJET.map((champ) => ecrireAdresse("identite", champ)) } },
      ],
    },
    orderBy: [{ revision: "asc" }, { adresse: "asc" }],
    take: CHANGEMENTS_MAX + 1,
    select: {
      revision: true,
      adresse: true,
      type: true,
      le: true,
      parId: true,
      client: true,
      avant: true,
      apres: true,
    },
  });
  if (lus.length > CHANGEMENTS_MAX) return null;
  return lus.map(({ client: page, avant, apres, ...e }) => ({
    ...e,
    avant: deballer(avant),
    apres: deballer(apres),
    sien: page === client && e.parId === agent.id,
  }));
}

/** Whether the row may have come to this partner, or gone from it, by this write. */
function changeDeMain({ type, adresse, avant, apres }: Evenement): boolean {
  if (type !== "champ") return true;
  const champ = lireAdresse(adresse)?.parts[2];
  return champ === "partenaire" || (champ === "source" && [avant, apres].includes(SOURCE_SUBVENTION));
}

/** Whether this write tells that the row was this partner's, before it or after it. */
function futSienne(liste: ListeLignes, e: Evenement, partenaire: string): boolean {
  const ligne = (v: unknown) => estDeLaPart(liste, (v ?? {}) as Ligne, partenaire);
  if (e.type !== "champ") return ligne(e.avant) || ligne(e.apres);
  return lireAdresse(e.adresse)?.parts[2] === "partenaire" && [e.avant, e.apres].includes(partenaire);
}

const commun = (e: Evenement, agent: Agent) => ({
  revision: e.revision,
  le: e.le.toISOString(),
  par: auteurPourLaPart(e.parId, agent),
});

/**
 * What others did to one row, as its partner sees it. A row handed to it comes whole, as it is now; one handed to someone else is
 * simply gone; what happens to the others is not told at all.
 */
function deLaLigne(
  liste: ListeLignes,
  evenements: readonly Evenement[],
  {
    presente,
    subvention,
    partenaire,
    agent,
  }: {
    presente: { ligne: Ligne; rang: number } | undefined;
    /** The row is there, for this partner still, and now pays the subsidy. */
    subvention: boolean;
    partenaire: string;
    agent: Agent;
  },
): ChangementRecu[] {
  const autres = evenements.filter((e) => !e.sien);
  const passage = autres.filter(changeDeMain).at(-1);
  const derniere = autres.at(-1);
  if (derniere === undefined) return [];
  if (presente === undefined) {
    const perdue = subvention || evenements.some((e) => futSienne(liste, e, partenaire));
    const ligne = ligneDe(derniere.adresse) ?? derniere.adresse;
    return passage === undefined || !perdue ? [] : [{ ...commun(passage, agent), adresse: ligne, type: "retrait" }];
  }
  if (passage === undefined)
    return autres.map((e) => ({ ...commun(e, agent), adresse: e.adresse, type: "champ", valeur: e.apres }));
  const adresse = ligneDe(derniere.adresse) ?? derniere.adresse;
  return [{ ...commun(derniere, agent), adresse, type: "ajout", rang: presente.rang, valeur: { ...presente.ligne } }];
}

/** What others wrote in this part since `depuis`, oldest first; null: too much, or the whole of it is to be read again. */
export async function ecritesDansLaPart(
  tx: Tx,
  dossierId: string,
  partenaire: string,
  depuis: number,
  page: Page,
  part: PartLue,
): Promise<ChangementRecu[] | null> {
  const evenements = await lireEvenements(tx, dossierId, partenaire, depuis, page);
  if (evenements === null) return null;
  const changements: ChangementRecu[] = [];
  const parLigne = new Map<string, Evenement[]>();
  for (const e of evenements) {
    const [liste = "", cle = ""] = lireAdresse(e.adresse)?.parts ?? [];
    const section = e.adresse.split("/", 1)[0] ?? "";
    if (listeDe(section, liste) !== null) {
      const ligne = ecrireAdresse(section, liste, cle);
      parLigne.set(ligne, [...(parLigne.get(ligne) ?? []), e]);
    } else if (e.type !== "champ") return null;
    else if (!e.sien)
      changements.push({ ...commun(e, page.agent), adresse: e.adresse, type: "champ", valeur: e.apres });
  }
  const siennes = {
    budget: contenuDeSection(part.fichier, "budget", part.cles).budget,
    financements: contenuDeSection(part.fichier, "financement", part.cles).financements,
  };
  const parNom = {
    budget: compter(part, "budget", partenaire),
    financements: compter(part, "financements", partenaire),
  };
  const subventions = await lignesDeSubvention(tx, dossierId, partenaire, [...parLigne.keys()]);
  for (const [ligne, siens] of parLigne) {
    const lue = lireAdresse(ligne);
    const [nomListe = "", cle = ""] = lue?.parts ?? [];
    const liste = listeDe(lue?.section ?? "", nomListe);
    if (liste === null) continue;
    const nom = part.noms[liste].get(cle);
    const rang = nom === undefined ? -1 : siennes[liste].findIndex((l) => l.cle === nom);
    const presente = rang < 0 ? undefined : { ligne: siennes[liste][rang] as Ligne, rang };
    const deBase = nomDeBase(cle, partenaire);
    const subvention = liste === "financements" && subventions.has(cle);
    // Another of its rows has this name too: with one of them coming or going, what the page calls so may no longer be the same row.
    const passee = presente !== undefined || subvention || siens.some((e) => futSienne(liste, e, partenaire));
    if (passee && siens.some(changeDeMain) && (parNom[liste].get(deBase) ?? 0) > (presente === undefined ? 0 : 1))
      return null;
    for (const c of deLaLigne(liste, siens, { presente, subvention, partenaire, agent: page.agent }))
      changements.push({ ...c, adresse: avecCle(c.adresse, nom ?? deBase) });
  }
  return changements.sort((a, b) => a.revision - b.revision || (a.adresse < b.adresse ? -1 : 1));
}

/** How many of this partner's rows go by each name. */
function compter(part: PartLue, liste: ListeLignes, partenaire: string): ReadonlyMap<string, number> {
  const nombres = new Map<string, number>();
  for (const cle of part.noms[liste].keys()) {
    const nom = nomDeBase(cle, partenaire);
    nombres.set(nom, (nombres.get(nom) ?? 0) + 1);
  }
  return nombres;
}

/** This partner's lines of the plan that pay the subsidy, among these. */
async function lignesDeSubvention(
  tx: Tx,
  dossierId: string,
  partenaire: string,
  lignes: readonly Adresse[],
): Promise<ReadonlySet<string>> {
  const cles = lignes.flatMap((a) => (a.startsWith("financement/") ? [lireAdresse(a)?.parts[1] ?? ""] : []));
  if (cles.length === 0) return new Set();
  const lues = await tx.financement.findMany({
    where: { dossierId, partenaire, source: SOURCE_SUBVENTION, cle: { in: cles } },
    select: { cle: true },
  });
  return new Set(lues.map((l) => l.cle));
}

const INCONNU: EtatSection = { version: 0, modifieeLe: null, modifieePar: null };

/** When this person last saved in each section: of others' saves, nothing. */
export async function sectionsPourLaPart(
  tx: Tx,
  dossierId: string,
  agent: Pick<Agent, "id" | "nom">,
): Promise<EspaceDossier["sections"]> {
  const lues = await tx.modificationChamp.groupBy({
    by: ["section"],
    where: { dossierId, parId: agent.id, appliquee: true },
    _max: { le: true, revision: true },
  });
  const parCode = new Map(
    lues.map((s): [string, EtatSection] => [
      s.section,
      { version: s._max.revision ?? 0, modifieeLe: s._max.le?.toISOString() ?? null, modifieePar: agent.nom },
    ]),
  );
  return Object.fromEntries(CODES_SECTION.map((code) => [code, parCode.get(code) ?? INCONNU])) as never;
}

/** What a partner's page that knows everything up to `depuis` does not know yet. The right is the caller's. */
export async function lireNouveautesPart(
  tx: Tx,
  { dossierId, partenaire, depuis }: { dossierId: string; partenaire: string; depuis: number },
  page: Page,
): Promise<Nouveautes> {
  const part = await lirePart(tx, dossierId, partenaire);
  const changements =
    part === null || depuis > part.revision
      ? null
      : part.revision === depuis
        ? []
        : await ecritesDansLaPart(tx, dossierId, partenaire, depuis, page, part);
  return {
    revision: part?.revision ?? depuis,
    changements: changements ?? [],
    recharger: changements === null,
    sections: await sectionsPourLaPart(tx, dossierId, page.agent),
  };
}
