import { accorder } from "@/lib/domain/ecriture";
import type { EtatImport } from "@/lib/schemas/imports-carte";

type Propos = { ton: "error" | "warning" | "info" | "success"; titre: string; texte: string };

type Verdict = {
  etat: EtatImport;
  motif: string | null;
  refusees: number;
  /** Rows that applying creates or changes. */
  changements: number;
  /** No row of the file is of this région. */
  toutEcarte: boolean;
  /** The same bytes were applied that day. */
  dejaImporteLe: string | null;
};

function proposDe({ etat, motif, refusees, changements, toutEcarte, dejaImporteLe }: Verdict): Propos | null {
  if (etat === "echoue") return { ton: "error", titre: "Rien n’a été importé", texte: motif ?? "" };
  if (etat === "abandonne")
    return {
      ton: "info",
      titre: "Import abandonné",
      texte: `Rien n’a été importé de ce fichier. ${motif ?? ""}`.trimEnd(),
    };
  if (etat !== "prepare") return null;
  if (refusees > 0)
    return {
      ton: "error",
      titre: "Ce fichier ne peut pas être importé",
      texte: `${accorder(refusees, "ligne est refusée", "lignes sont refusées")}, et un fichier n’est jamais importé à moitié. Corrigez-le, puis envoyez-le à nouveau.`,
    };
  if (toutEcarte)
    return {
      ton: "warning",
      titre: "Il n’y a rien à prendre",
      texte: "Toutes les lignes de ce fichier sont laissées de côté : les remarques ci-dessous disent pourquoi.",
    };
  const deja = dejaImporteLe === null ? "" : `Ce même fichier a déjà été importé le ${dejaImporteLe}. `;
  if (changements === 0)
    return {
      ton: "info",
      titre: "Il n’y a rien à faire",
      texte: `${deja}Tout ce que dit ce fichier est déjà connu : l’appliquer ne changerait rien.`,
    };
  if (deja !== "")
    return {
      ton: "warning",
      titre: "Ce fichier a déjà servi",
      texte: `${deja}La carte a changé depuis : l’appliquer la ramènerait en arrière sur ${accorder(changements, "demande")}.`,
    };
  return null;
}

/** What the person must know before anything else; nothing when the report speaks for itself. */
export function VerdictImport(verdict: Verdict) {
  const propos = proposDe(verdict);
  if (propos === null) return null;
  return (
    <div className={`fr-alert fr-alert--${propos.ton} fr-mb-3w`}>
      <h2 className="fr-alert__title">{propos.titre}</h2>
      <p>{propos.texte}</p>
    </div>
  );
}
