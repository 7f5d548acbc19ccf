import { randomUUID } from "node:crypto";
import { type Changement, comparer } from "@/lib/domain/edition/changements";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { Operation, Synchronisation } from "@/lib/schemas/edition";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";

/** A change as the browser sends it. */
export function versOperation(c: Changement, vue: number): Operation {
  const commun = { id: randomUUID(), vue, adresse: c.adresse, nature: "saisie" } as const;
  if (c.type === "ajout") return { ...commun, type: "ajout", rang: c.rang, valeur: { ...c.apres } };
  return c.type === "retrait" ? { ...commun, type: "retrait" } : { ...commun, type: "champ", valeur: c.apres };
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
  const espace = await chargerEspace(agent, dossierId, maintenant);
  if (espace === null) throw new Error("Dossier introuvable");
  const changements = comparer(section, contenuDeSection(espace.fichier, section, espace.cles), contenu);
  if (changements.length === 0) return null;
  const operations = changements.map((c) => versOperation(c, espace.revision));
  return enregistrerModifications(agent, { dossierId, client, depuis: espace.revision, operations }, maintenant);
}
