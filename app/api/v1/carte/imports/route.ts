import { OCTETS_TABLE_MAX } from "@/lib/integrations/table/contrat";
import { estGenreImport } from "@/lib/schemas/imports-carte";
import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { exigerUneRegion, recevoirImport } from "@/lib/server/carte/import/recevoir-import";
import { journaliserImprevu } from "@/lib/server/journaux";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { erreurSaisie } from "@/lib/server/repondre";

/** A file of the carte, taken in and then read behind the answer (multipart: `type`, `region`, then `fichier`). */
export async function POST(requete: Request) {
  return servir(
    requete,
    { nom: "carte.importer", debit: "imports_carte", horsProxy: true, formulaire: true },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      exigerUneRegion(agent);
      const { id, deja } = await lireEnvoi(
        requete,
        async ({ type, region = "" }, nom, octets) => {
          if (!estGenreImport(type)) throw erreurSaisie({ type: "Choisissez ce que contient le fichier." });
          const recu = await recevoirImport(agent, { genre: type, regionAcademique: region, nom, octets }, maintenant);
          recu.fini.catch((erreur: unknown) => journaliserImprevu(erreur, { action: "carte.importer" }));
          return recu;
        },
        OCTETS_TABLE_MAX,
        { champs: ["type", "region"] },
      );
      return Response.json({ ok: true, data: { id, deja } }, { status: 201 });
    },
  );
}
