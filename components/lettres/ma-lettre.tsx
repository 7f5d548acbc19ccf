"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { ecrireDateCourte, ecrireEuros, ecrireOctets, typographie } from "@/lib/domain/ecriture";
import type { EtatRegistre } from "@/lib/domain/registre-lettres";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import { jour } from "./faits-lettre";
import { FormulaireSignee } from "./formulaire-signee";
import { useEtatMaLettre } from "./usage-ma-lettre";

type Lettre = NonNullable<MaLettreVue["lettre"]>;

/** A partner's own letter: read it, sign it, send it back; told at once when its amount no longer is the plan's. */
export function MaLettre({ vue }: { vue: MaLettreVue }) {
  const routeur = useRouter();
  const [ouvert, setOuvert] = useState(false);
  const [dite, setDite] = useState("");
  const bouton = useRef<HTMLButtonElement>(null);
  const { lettre } = vue;
  const etat = useEtatMaLettre(lettre);
  const perimee = etat.code === "perimee";
  return (
    <section aria-labelledby="ma-lettre">
      <h2 id="ma-lettre" className="fr-h6" tabIndex={-1}>
        Lettre d’engagement
      </h2>
      <div role="status">
        {perimee ? (
          <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
            <p>{phrasePerimee(etat)}</p>
          </div>
        ) : null}
      </div>
      {lettre === null ? (
        <p className="fr-mb-0">{phraseSansLettre(etat)}</p>
      ) : (
        <>
          <p>
            Lettre n°&nbsp;{lettre.numero}, préparée le {jour(lettre.prepareeLe)} : {euros(lettre.montant)}.{" "}
            {lettre.signature !== null
              ? `Signée le ${ecrireDateCourte(lettre.signature.le)}.`
              : perimee
                ? ""
                : "À signer."}
          </p>
          {etat.code === "montant_inconnu" ? (
            <p className="fr-text--sm">
              Un de vos apports n’a pas encore de montant : la lettre ne peut pas y être comparée.
            </p>
          ) : null}
          <Fichiers lettre={lettre} />
          {vue.peutDeposer && !perimee ? (
            ouvert ? (
              <FormulaireSignee
                lettreId={lettre.id}
                prepareeLe={lettre.prepareeLe}
                aujourdhui={vue.aujourdhui}
                surFin={(deposee, engagees = 0) => {
                  setOuvert(false);
                  if (deposee) {
                    setDite(phraseDepot(engagees));
                    // The form that held the focus is gone.
                    document.getElementById("ma-lettre")?.focus();
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

function Fichiers({ lettre }: { lettre: Lettre }) {
  return (
    <>
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
    </>
  );
}

/** The lines that the letter proves are engaged with it, by the service: said, since nobody ticked them. */
const phraseDepot = (engagees: number): string =>
  typographie(
    `La lettre signée est déposée.${engagees === 0 ? "" : engagees === 1 ? " Votre ligne du plan de financement est engagée." : ` Vos ${engagees} lignes du plan de financement sont engagées.`}`,
  );

const euros = (texte: string): string => ecrireEuros(lireMontant(texte) ?? centimes(0n));

function phrasePerimee({ montant, auPlan, certain, geste, etape }: EtatRegistre): string {
  const porte = `Périmée : la lettre porte ${ecrireEuros(montant ?? centimes(0n))}`;
  if (certain && auPlan === 0n)
    return `${porte}, et vous n’apportez plus de cofinancement.${geste === "retirer" ? " L’équipe du dossier la retirera." : ""}`;
  const suite = etape === "signee" || etape === "aucune" ? "L’équipe" : "Ne la signez pas : l’équipe";
  return `${porte}, votre cofinancement est aujourd’hui ${certain ? "" : "au moins "}de ${ecrireEuros(auPlan)}. ${suite} du dossier vous adressera une autre lettre.`;
}

/** Nothing of the register reached this partner. */
function phraseSansLettre({ code, sansFichier, montant, signeeLe }: EtatRegistre): string {
  if (sansFichier && signeeLe !== null)
    return `Signée le ${ecrireDateCourte(signeeLe)}${montant === null ? "" : `, pour ${ecrireEuros(montant)}`}. L’équipe du dossier l’a inscrite sans déposer le fichier.`;
  if (code === "sans_objet") return "Sans objet : votre organisation n’apporte pas de cofinancement.";
  return "L’équipe du dossier ne vous a pas encore adressé de lettre.";
}
