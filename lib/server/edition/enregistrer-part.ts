import "server-only";
import type { z } from "zod";
import { type Adresse, lireAdresse, sectionDe } from "@/lib/domain/edition/adresses";
import { estDeLaPart } from "@/lib/domain/participation";
import type { Synchronisation } from "@/lib/schemas/edition";
import type { demandePart } from "@/lib/schemas/participation";
import { type Tx, transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { type Cadre, ecrireModifications } from "@/lib/server/edition/ecrire-modifications";
import { exigerLecteur } from "@/lib/server/edition/exiger-lecteur";
import type { Appliquee } from "@/lib/server/edition/preparer-editions";
import { ecrireEntree } from "@/lib/server/journal";
import { avecCle, nomDeBase } from "@/lib/server/participation/alias";
import { lirePart } from "@/lib/server/participation/lire-part";
import { auteurPourLaPart, ecritesDansLaPart, sectionsPourLaPart } from "@/lib/server/participation/nouveautes-part";
import { exigerPart, listeDe, trierPart } from "@/lib/server/participation/perimetre";
import { verrouillerPart } from "@/lib/server/participation/verrouiller-part";

/**
 * A partner's contact writes its part: the same engine as the team's, on its own rows only, and told of nothing else. What it
 * may write is judged on the rows as they are under the lock, then once more on the dossier about to be written.
 */
export async function enregistrerPart(
  agent: Agent,
  { dossierId, partenaire, lecteur, ...demande }: z.output<typeof demandePart>,
  maintenant: Date,
): Promise<Synchronisation> {
  exigerLecteur(agent, lecteur);
  return transaction(async (tx) => {
    const dossier = await verrouillerPart(tx, agent, { dossierId, partenaire }, "part.modifier");
    const page = { agent, client: demande.client };
    const cadre: Cadre = {
      trier: (operations, avant) => trierPart(partenaire, operations, avant),
      verifier: (avant, apres) => exigerPart(partenaire, avant, apres),
      nouveautes: async () => {
        const part = await lirePart(tx, dossierId, partenaire);
        return part === null ? null : ecritesDansLaPart(tx, dossierId, partenaire, demande.depuis, page, part);
      },
      // Written under a second name, it is still the same edit.
      memeAdresse: (demandee, ecrite) => deBase(demandee, partenaire) === deBase(ecrite, partenaire),
      noter: (appliquees) => noter(tx, agent, dossierId, partenaire, appliquees),
    };
    const fait = await ecrireModifications(tx, agent, dossier, demande, maintenant, cadre);
    // As the page named them: what the database calls a row is none of its business.
    const adresses = new Map(demande.operations.map((o) => [o.id, o.adresse]));
    return {
      ...fait,
      sections: await sectionsPourLaPart(tx, dossierId, agent),
      conflits: fait.conflits.map((c) => ({
        ...c,
        adresse: adresses.get(c.operation) ?? c.adresse,
        leur: ligneNommee(partenaire, c.leur, adresses.get(c.operation)),
        par: auteurPourLaPart(c.par?.id ?? null, agent),
      })),
      refus: fait.refus.map((r) => ({ ...r, adresse: adresses.get(r.operation) ?? r.adresse })),
    };
  });
}

function deBase(adresse: Adresse, partenaire: string): Adresse {
  const cle = lireAdresse(adresse)?.parts[1];
  return cle === undefined ? adresse : avecCle(adresse, nomDeBase(cle, partenaire));
}

/** A row of the part, under the name that the page gave it; of any other row, whatever let it come this far, nothing. */
function ligneNommee(partenaire: string, leur: unknown, adresse: Adresse | undefined): unknown {
  if (typeof leur !== "object" || leur === null || !("cle" in leur)) return leur;
  const lue = adresse === undefined ? null : lireAdresse(adresse);
  const liste = listeDe(lue?.section ?? "", lue?.parts[0] ?? "");
  if (lue === null || liste === null || !estDeLaPart(liste, leur as Readonly<Record<string, unknown>>, partenaire))
    return null;
  return { ...leur, cle: lue.parts[1] };
}

/** How much of what, section by section; never what was written. */
async function noter(
  tx: Tx,
  agent: Agent,
  dossierId: string,
  partenaire: string,
  appliquees: readonly Appliquee[],
): Promise<void> {
  const sections = [...new Set(appliquees.map(({ operation }) => sectionDe(operation.adresse)))];
  for (const section of sections) {
    const nombre = (type: string) =>
      appliquees.filter(({ operation: o }) => o.type === type && sectionDe(o.adresse) === section).length;
    await ecrireEntree(tx, {
      action: "part.modifier",
      acteur: agent,
      dossierId,
      objet: section,
      apres: { partenaire, champs: nombre("champ"), ajouts: nombre("ajout"), retraits: nombre("retrait") },
    });
  }
}
