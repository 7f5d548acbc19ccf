import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { exigerMemeOrigine, servir } from "@/lib/server/api";
import { deposerSignee, peutDeposer } from "@/lib/server/lettres/deposer-signee";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";

/** Records the signed file of a letter (multipart: `date`, then `fichier`): the team, or the partner's own contact. */
export async function POST(requete: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id: lettreId } = await params;
  return servir(
    requete,
    { nom: "lettre.deposer", debit: "envois", horsProxy: true, formulaire: true },
    async (agent, maintenant) => {
      exigerMemeOrigine(requete);
      await peutDeposer(agent, lettreId);
      const data = await lireEnvoi(
        requete,
        (champs, nom, octets) => deposerSignee(agent, { lettreId, champs, fichier: { nom, octets } }, maintenant),
        PIECE_OCTETS_MAX,
        { champs: ["date"] },
      );
      return Response.json({ ok: true, data }, { status: 201 });
    },
  );
}
