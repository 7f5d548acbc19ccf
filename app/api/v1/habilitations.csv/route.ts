import { lireFiltresHabilitations } from "@/lib/schemas/filtres-acces";
import { servir } from "@/lib/server/api";
import { exporterHabilitations } from "@/lib/server/habilitations/exporter-habilitations";
import { reponseFichier } from "@/lib/server/telechargement";

/** The rights that one answers for, with the filters of the address. */
export async function GET(requete: Request) {
  return servir(requete, { nom: "habilitation.exporter_liste", debit: "exports", lien: true }, async (agent, maintenant) => {
    const filtres = lireFiltresHabilitations(Object.fromEntries(new URL(requete.url).searchParams));
    const { nom, texte } = await exporterHabilitations(agent, filtres, maintenant);
    const octets = Buffer.from(texte);
    return reponseFichier(octets, { nom, typeMime: "text/csv; charset=utf-8", octets: octets.byteLength });
  });
}
