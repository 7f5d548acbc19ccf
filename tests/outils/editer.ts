import { randomUUID } from "node:crypto";
import { type Changement, comparer } from "@/lib/domain/edition/changements";
import { cleDeLigne } from "@/lib/domain/edition/cles";
import { formeDe } from "@/lib/domain/edition/formes";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation, Synchronisation } from "@/lib/schemas/edition";
import type { EspaceDossier } from "@/lib/schemas/espace";
import type { ContenuSection, SectionSaisie } from "@/lib/schemas/sections";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";

/** A change as the browser sends it. */
export function versOperation(c: Changement, vue: number): Operation {
  const commun = { id: randomUUID(), vue, adresse: c.adresse, nature: "saisie" } as const;
  if (c.type === "ajout") return { ...commun, type: "ajout", rang: c.rang, valeur: { ...c.apres } };
  return c.type === "retrait" ? { ...commun, type: "retrait" } : { ...commun, type: "champ", valeur: c.apres };
}

/** The same content, its rows that have no key given one, as the workspace does for a new row. */
export function avecCles(section: SectionSaisie, contenu: unknown): Record<string, unknown> {
  const suite = { ...(contenu as Record<string, unknown>) };
  const forme = formeDe(section);
  for (const [nom, champ] of Object.entries(forme.genre === "objet" ? forme.champs : {})) {
    const lignes = suite[nom];
    if (champ.genre !== "liste" || champ.cle !== "cle" || !Array.isArray(lignes)) continue;
    const prises = new Set<string>(lignes.flatMap((l) => (l.cle === undefined ? [] : [l.cle])));
    suite[nom] = lignes.map((ligne) => {
      const cle = ligne.cle ?? cleDeLigne(nom, ligne, prises, randomUUID);
      prises.add(cle);
      return { ...ligne, cle };
    });
  }
  return suite;
}

export async function espaceDe(agent: Agent, dossierId: string, maintenant?: Date): Promise<EspaceDossier> {
  const espace = await chargerEspace(agent, dossierId, maintenant);
  if (espace === null) throw new Error("Dossier introuvable");
  return espace;
}

/** What the section holds now, with the keys of its rows. */
export async function contenuDe<S extends SectionSaisie>(
  agent: Agent,
  dossierId: string,
  section: S,
): Promise<ContenuSection<S>> {
  const { fichier, cles } = await espaceDe(agent, dossierId);
  return contenuDeSection(fichier, section, cles);
}

/** Fills a section with a whole content, as a person who opened it now would: what differs is sent, field by field. */
export async function remplirSection(
  agent: Agent,
  dossierId: string,
  section: SectionSaisie,
  contenu: unknown,
  maintenant: Date,
  client: string = randomUUID(),
): Promise<Synchronisation | null> {
  const espace = await espaceDe(agent, dossierId, maintenant);
  const changements = comparer(
    section,
    contenuDeSection(espace.fichier, section, espace.cles),
    avecCles(section, contenu),
  );
  if (changements.length === 0) return null;
  const operations = changements.map((c) => versOperation(c, espace.revision));
  return enregistrerModifications(
    agent,
    { dossierId, client, lecteur: agent.id, depuis: espace.revision, operations },
    maintenant,
  );
}
