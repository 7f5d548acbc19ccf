/** Sends a filled annexe: for its preview, or to apply the preview that was read. With its progress, which `fetch` does not tell. */
import { ecrireOctets } from "@/lib/domain/ecriture";
import { ANNEXE_OCTETS_MAX, type ReponseAnnexe } from "@/lib/schemas/annexe";
import { ENTETE_LECTEUR } from "@/lib/schemas/lecteur";
import type { Reponse } from "@/lib/schemas/reponse";

/** Why a file is not even sent; null: it is. The server reads its content. */
export function refusDAnnexe(fichier: { name: string; size: number }): string | null {
  if (!/\.xlsx$/i.test(fichier.name))
    return `« ${fichier.name} » n’est pas un classeur XLSX : choisissez l’annexe exportée de Rigel, remplie et enregistrée au format Excel (.xlsx).`;
  if (fichier.size === 0) return `« ${fichier.name} » est vide.`;
  return fichier.size > ANNEXE_OCTETS_MAX
    ? `« ${fichier.name} » pèse ${ecrireOctets(fichier.size)} : la limite est de ${ecrireOctets(ANNEXE_OCTETS_MAX)}.`
    : null;
}

export function envoyerAnnexe(
  { id: dossierId, lecteur }: { id: string; lecteur: { id: string } },
  fichier: File,
  application: { apercu: number; point: boolean } | null,
  surAvance: (part: number) => void,
): Promise<Reponse<ReponseAnnexe>> {
  const corps = new FormData();
  if (application !== null) {
    corps.set("apercu", String(application.apercu));
    corps.set("point", application.point ? "oui" : "non");
  }
  corps.set("fichier", fichier);
  return new Promise((resoudre) => {
    const requete = new XMLHttpRequest();
    const echouer = (message: string) => resoudre({ ok: false, error: { code: "indisponible", message } });
    requete.open("POST", `/api/v1/dossiers/${dossierId}/annexe.xlsx`);
    requete.setRequestHeader(ENTETE_LECTEUR, lecteur.id);
    requete.responseType = "json";
    requete.upload.onprogress = (e) => {
      if (e.lengthComputable) surAvance(e.loaded / e.total);
    };
    requete.onload = () => {
      const lu = requete.response as Reponse<ReponseAnnexe> | null;
      if (lu && typeof lu.ok === "boolean") resoudre(lu);
      else echouer(`Le service n’a pas pu lire le fichier (réponse ${requete.status}). Réessayez.`);
    };
    // A file changed on the disk since it was chosen cannot be read again either.
    requete.onerror = () =>
      echouer("Le fichier n’est pas parti : vérifiez la connexion, choisissez le fichier de nouveau, puis réessayez.");
    requete.send(corps);
  });
}
