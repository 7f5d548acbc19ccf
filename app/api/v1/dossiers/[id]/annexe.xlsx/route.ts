import { TYPE_XLSX } from "@/lib/integrations/classeur/ecrire";
import { ANNEXE_OCTETS_MAX } from "@/lib/schemas/annexe";
import { exporterAnnexe } from "@/lib/server/annexe/exporter-annexe";
import { importerAnnexe, peutImporter } from "@/lib/server/annexe/importer-annexe";
import { exigerMemeOrigine, pasTrouve, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { rassembler } from "@/lib/server/rassembler";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

type Parametres = { params: Promise<{ id: string }> };

/** The annexe financière as a workbook. */
export async function GET(requete: Request, { params }: Parametres) {
  const { id } = await params;
  return servir(
    requete,
    { nom: "annexe.exporter", debit: "exports", lien: true, horsProxy: true },
    async (agent, maintenant) => {
      const annexe = await exporterAnnexe(agent, id, maintenant);
      if (annexe === null) throw pasTrouve();
      const { nom, octets } = annexe;
      const corps = new Blob([new Uint8Array(octets)]).stream();
      return reponseFichier(corps, { nom, typeMime: TYPE_XLSX, octets: octets.byteLength });
    },
  );
}

export const HEAD = refuserTete;

/** The same file, filled in (multipart: `apercu`, the revision of the preview being applied, `point`, then `fichier`). */
export async function POST(requete: Request, { params }: Parametres) {
  const { id: dossierId } = await params;
  return servir(
    requete,
    { nom: "annexe.importer", debit: "envois", horsProxy: true, formulaire: true },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      await peutImporter(agent, dossierId);
      const data = await lireEnvoi(
        requete,
        async ({ apercu, point }, nom, flux) =>
          importerAnnexe(
            agent,
            {
              dossierId,
              nom,
              octets: await rassembler(flux, ANNEXE_OCTETS_MAX),
              apercu: /^\d{1,9}$/.test(apercu ?? "") ? Number(apercu) : null,
              point: point === "oui",
            },
            maintenant,
          ),
        ANNEXE_OCTETS_MAX,
        { champs: ["apercu", "point"] },
      );
      return Response.json({ ok: true, data });
    },
  );
}
