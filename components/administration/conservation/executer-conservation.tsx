"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionConfirmee } from "@/components/compte/action-confirmee";
import type { Reponse } from "@/lib/schemas/reponse";

export function ExecuterConservation({
  resume,
  executer,
}: {
  /** What will happen, in one sentence. */
  resume: string;
  executer: (d: { confirme: true }) => Promise<Reponse<unknown>>;
}) {
  const routeur = useRouter();
  const [fait, setFait] = useState(false);
  return (
    <>
      <div role="status">
        {fait ? (
          <div className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w">
            <p>Les durées ont été appliquées. Le passage est inscrit ci-dessous.</p>
          </div>
        ) : null}
      </div>
      <ActionConfirmee
        id="conservation"
        bouton="Appliquer maintenant"
        titre="Appliquer les durées de conservation"
        valider="Appliquer"
        faire={() => executer({ confirme: true })}
        surSucces={() => {
          setFait(true);
          routeur.refresh();
        }}
      >
        <p>{resume} L’effacement est définitif.</p>
      </ActionConfirmee>
    </>
  );
}
