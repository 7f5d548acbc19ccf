import "server-only";
import { OCTETS_IMPORT_MAX } from "@/lib/schemas/demandes";
import { lireFichier } from "@/lib/schemas/lecture";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { transaction } from "@/lib/server/base";
import { inscrireDossier } from "@/lib/server/dossiers/creer-dossier";
import { type Faute, verifierStockable } from "@/lib/server/dossiers/limites";
import { type Agent, peut } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { sha256 } from "@/lib/server/sha256";

/** Every fault at once, each under its path in the file. */
const fautif = (fautes: readonly Faute[]) => {
  const fields: Record<string, string> = {};
  for (const { chemin, message } of fautes) fields[chemin === "" ? "fichier" : chemin] ??= message;
  const nombre = Object.keys(fields).length;
  return new ErreurMetier(
    "saisie",
    nombre > 1
      ? `Ce fichier contient ${nombre} fautes : rien n’a été importé.`
      : "Ce fichier contient une faute : rien n’a été importé.",
    { fields },
  );
};

function lireJson(texte: string): unknown {
  try {
    // A byte order mark is how some tools begin a text file.
    return JSON.parse(texte.replace(/^\uFEFF/, ""));
  } catch {
    throw fautif([{ chemin: "", message: "Ce fichier n’est pas du JSON. Choisissez un fichier rigel-dossier/1." }]);
  }
}

/** Partners are named by the other rows: the portal gives a free key to those who have none. */
export function avecCles(fichier: DossierFichier): DossierFichier {
  const partenaires = fichier.partenaires ?? [];
  if (partenaires.every((p) => p.id != null)) return fichier;
  const prises = new Set(partenaires.map((p) => p.id));
  const libre = (rang: number): string => {
    for (let n = rang; ; n++) {
      const cle = `partenaire-${n}`;
      if (!prises.has(cle)) {
        prises.add(cle);
        return cle;
      }
    }
  };
  return {
    ...fichier,
    partenaires: partenaires.map((p, i) => (p.id == null ? { id: libre(i + 1), ...sansId(p) } : p)),
  };
}

const sansId = <P extends { id?: unknown }>({ id: _, ...reste }: P) => reste;

/** A dossier from the text of a `rigel-dossier/1` file: all of it, or nothing and the list of what is wrong. */
export async function importerDossier(agent: Agent, texte: string, maintenant: Date): Promise<{ id: string }> {
  if (!peut(agent, "dossier.importer")) throw interdit();
  if (Buffer.byteLength(texte) > OCTETS_IMPORT_MAX)
    throw new ErreurMetier("trop_lourd", "Ce fichier dépasse 5 Mo : un dossier n’en pèse jamais autant.");
  const lu = lireFichier(lireJson(texte));
  if (!lu.ok) throw fautif(lu.fautes);
  const verifie = verifierStockable(lu.dossier);
  if (!verifie.ok) throw fautif(verifie.fautes);
  const fichier = avecCles(verifie.dossier);
  return transaction(async (tx) => {
    const { id } = await inscrireDossier(tx, agent, fichier, maintenant);
    await ecrireEntree(tx, {
      action: "dossier.importer",
      acteur: agent,
      dossierId: id,
      apres: {
        titre: fichier.titre,
        regime: fichier.regime,
        octets: Buffer.byteLength(texte),
        sha256: sha256(texte),
      },
    });
    return { id };
  });
}
