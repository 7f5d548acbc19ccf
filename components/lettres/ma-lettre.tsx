"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { ecrireDateCourte, ecrireEuros, ecrireOctets } from "@/lib/domain/ecriture";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import { jour } from "./faits-lettre";
import { FormulaireSignee } from "./formulaire-signee";

const euros = (texte: string): string => ecrireEuros(lireMontant(texte) ?? centimes(0n));

/** A partner's own letter: read it, sign it, send it back; told when its amount no longer is the plan's. */
export function MaLettre({ vue }: { vue: MaLettreVue }) {
  const routeur = useRouter();
  const [ouvert, setOuvert] = useState(false);
  const [dite, setDite] = useState("");
  const bouton = useRef<HTMLButtonElement>(null);
  const { lettre, perimee } = vue;
  return (
    <section aria-labelledby="ma-lettre">
      <h3 id="ma-lettre" className="fr-h6">
        Lettre d’engagement
      </h3>
      {lettre === null ? (
        <p>L’équipe du dossier ne vous a pas encore adressé de lettre.</p>
      ) : (
        <>
          {perimee ? (
            <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
              <p>
                Périmée : le montant est passé de {euros(lettre.montant)} à {euros(vue.auPlan)}. L’équipe du dossier
                vous adressera une autre lettre.
              </p>
            </div>
          ) : null}
          <p>
            Lettre n°&nbsp;{lettre.numero}, préparée le {jour(lettre.prepareeLe)} : {euros(lettre.montant)}.{" "}
            {lettre.signature === null ? "À signer." : `Signée le ${ecrireDateCourte(lettre.signature.le)}.`}
          </p>
          <p>
            <a className="fr-link fr-link--download" href={`/api/v1/lettres/${lettre.id}/pdf`} download>
              Télécharger la lettre
              <span className="fr-link__detail">PDF – {ecrireOctets(lettre.pdfOctets)}</span>
            </a>
          </p>
          {lettre.signature === null ? null : (
            <p>
              <a className="fr-link fr-link--download" href={`/api/v1/lettres/${lettre.id}/signee`} download>
                Télécharger la lettre signée
                <span className="fr-link__detail">
                  {lettre.signature.fichier.nom} – {ecrireOctets(lettre.signature.fichier.octets)}
                </span>
              </a>
            </p>
          )}
          {vue.peutDeposer && !perimee ? (
            ouvert ? (
              <FormulaireSignee
                lettreId={lettre.id}
                prepareeLe={lettre.prepareeLe}
                aujourdhui={vue.aujourdhui}
                surFin={(deposee) => {
                  setOuvert(false);
                  if (deposee) {
                    setDite("La lettre signée est déposée.");
                    routeur.refresh();
                  } else requestAnimationFrame(() => bouton.current?.focus());
                }}
              />
            ) : (
              <button ref={bouton} type="button" className="fr-btn fr-btn--secondary" onClick={() => setOuvert(true)}>
                Déposer la lettre signée
              </button>
            )
          ) : null}
        </>
      )}
      <p role="status" className="fr-mt-1w fr-mb-0">
        {dite}
      </p>
    </section>
  );
}
