"use client";
import Link from "next/link";
import { nomEtat } from "@/lib/domain/etats";
import { useEspaceFixe } from "./espace-contexte";

/** States in which nobody changes the file: a new version must be opened first. */
const FIGES = new Set(["depose", "en_instruction", "laureat", "refuse", "conventionne", "en_suivi", "clos"]);

/** Why nothing can be typed, and what can be done about it. */
export function NoticeLecture() {
  const { espace, lectureSeule } = useEspaceFixe();
  if (!lectureSeule) return null;
  const fige = FIGES.has(espace.etat);
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
      <p>
        {fige ? (
          <>
            Ce dossier est à l’état «&nbsp;{nomEtat(espace.etat)}&nbsp;»&nbsp;: son contenu est figé. Pour le corriger,{" "}
            <Link href={`/dossiers/${espace.id}/depot`}>ouvrez une nouvelle version</Link>.
          </>
        ) : espace.etat === "abandonne" ? (
          "Ce dossier est abandonné : il reste lisible et ne se modifie plus."
        ) : (
          "Vous consultez ce dossier en lecture. Pour le modifier, demandez à la personne responsable du dossier de vous donner le rôle de rédacteur."
        )}
      </p>
    </div>
  );
}
