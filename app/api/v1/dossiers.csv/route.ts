import { lireFiltres } from "@/lib/schemas/filtres";
import { servir } from "@/lib/server/api";
import { exporterListe } from "@/lib/server/dossiers/exporter-liste";
import { reponseFichier } from "@/lib/server/telechargement";

/** The list of dossiers with the filters of the address. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "dossier.exporter_liste", debit: "exports", lien: true }, async (agent) => {
    const { nom, texte } = await exporterListe(
      agent,
      lireFiltres(Object.fromEntries(new URL(requete.url).searchParams)),
    );
    const octets = Buffer.from(texte);
    return reponseFichier(octets, { nom, typeMime: "text/csv; charset=utf-8", octets: octets.byteLength });
  });
}
