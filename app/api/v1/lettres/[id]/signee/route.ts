import { PIECE_OCTETS_MAX } from "@/lib/domain/pieces";
import { exigerMemeOrigine, pasTrouve, servir } from "@/lib/server/api";
import { deposerSignee, peutDeposer } from "@/lib/server/lettres/deposer-signee";
import { lireLettre } from "@/lib/server/lettres/lire-lettre";
import { lireEnvoi } from "@/lib/server/pieces/lire-envoi";
import { refuserTete, reponseFichier } from "@/lib/server/telechargement";

type Contexte = { params: Promise<{ id: string }> };

/** The signed file, as it was received. */
export async function GET(requete: Request, { params }: Contexte) {
  const { id } = await params;
  return servir(requete, { nom: "lettre.lire_signee", lien: true, horsProxy: true }, async (agent) => {
    const lettre = await lireLettre(agent, id, "signee");
    if (lettre === null) throw pasTrouve();
    return reponseFichier(lettre.flux, lettre);
  });
}

export const HEAD = refuserTete;

/** Records the signed file (multipart: `date`, then `fichier`). */
export async function POST(requete: Request, { params }: Contexte) {
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
