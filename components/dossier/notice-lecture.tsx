"use client";
import Link from "next/link";
import { modifiable, nomEtat } from "@/lib/domain/etats";
import { useEspaceFixe } from "./espace-contexte";

/** Why nothing can be typed, and what can be done about it. */
export function NoticeLecture() {
  const { espace, lectureSeule, deconnectee } = useEspaceFixe();
  // Signed out in another page: its own notice says so.
  if (!lectureSeule || deconnectee) return null;
  const fige = !modifiable(espace.etat) && espace.etat !== "abandonne";
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
      <p>
        {fige && espace.droits.rouvrir ? (
          <>
            Ce dossier est à l’état « {nomEtat(espace.etat)} » : son contenu est figé. Pour le corriger,{" "}
            <Link href={`/dossiers/${espace.id}/depot`}>ouvrez une nouvelle version</Link>.
          </>
        ) : fige ? (
          `Ce dossier est à l’état « ${nomEtat(espace.etat)} » : son contenu est figé.`
        ) : espace.etat === "abandonne" ? (
          "Ce dossier est abandonné : il reste lisible et ne se modifie plus."
        ) : (
          "Vous consultez ce dossier en lecture. Pour le modifier, demandez à la personne responsable du dossier de vous donner le rôle de rédacteur."
        )}
      </p>
    </div>
  );
}
