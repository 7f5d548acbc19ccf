import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { inscrireRecepisse, peutInscrire } from "@/lib/server/recepisses/inscrire-recepisse";

/** Records the operator's receipt (multipart: `version`, `operateur`, `numero`, `date`, then `fichier`, which may be absent). */
export async function POST(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id: dossierId } = await params;
  return servir(
    requete,
    { nom: "recepisse.inscrire", debit: "envois", horsProxy: true, formulaire: true },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      await peutInscrire(agent, dossierId);
      const data = await lireEnvoi(
        requete,
        (champs, nom, octets) => inscrireRecepisse(agent, { dossierId, champs, fichier: { nom, octets } }, maintenant),
        PIECE_OCTETS_MAX,
        {
          champs: ["version", "operateur", "numero", "date"],
          sansFichier: (champs) => inscrireRecepisse(agent, { dossierId, champs, fichier: null }, maintenant),
        },
      );
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
