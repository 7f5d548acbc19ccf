"use client";
import { useMemo, useState } from "react";
import { estATraiter } from "@/lib/domain/completude";
import { ecrireDate, nomSeverite } from "@/lib/domain/ecriture";
import { verifier } from "@/lib/domain/eligibilite";
import { peutDeposer } from "@/lib/domain/etats";
import { versDossier } from "@/lib/schemas/lecture";
import { BadgeVerdict } from "./badge-verdict";
import { CadreSection } from "./cadre-section";
import { lireContexte } from "./contexte-regles";
import { useEspace } from "./espace-contexte";
import { GestesDossier } from "./gestes-dossier";
import { LienChamp } from "./lien-champ";
import { ModaleDepot } from "./modale-depot";
import { libelleLien } from "./panneau-verdict";
import { VersionsDeposees } from "./versions-deposees";

/** Filing: what stands in the way, then the summary to confirm; once filed, its versions. */
export function SectionDepot() {
  const { espace } = useEspace();
  const depose = espace.versions.length > 0 && !espace.droits.modifier;
  return (
    <CadreSection
      section="depot"
      titre="Dépôt"
      intro="Le dépôt fige une version numérotée du dossier : ses données, ses verdicts et son PDF. Rien n’y change ensuite ; une correction se fait dans une nouvelle version."
    >
      {depose ? null : <Preparation />}
      <VersionsDeposees />
      <GestesDossier />
    </CadreSection>
  );
}

/** The verdicts of the day: the filing date will be today's, whatever date was planned. */
function useVerdictsDuJour() {
  const { espace, fichier } = useEspace();
  return useMemo(() => {
    const dossier = versDossier({ ...fichier, dateDepot: espace.aujourdhui });
    const resultat = verifier(dossier, lireContexte(espace.contexte), espace.regimeNumero);
    return { resultat, obstacles: resultat.constats.filter((c) => estATraiter(c, dossier.justifications)) };
  }, [fichier, espace]);
}

function Preparation() {
  const { espace, magasin } = useEspace();
  const { resultat, obstacles } = useVerdictsDuJour();
  const [ouverte, setOuverte] = useState(false);
  const [attente, setAttente] = useState(false);
  const permis = peutDeposer(espace.etat, espace.fichier.regime);
  const pret = obstacles.length === 0 && permis;

  async function ouvrir() {
    // What was typed a second ago must be part of what is filed.
    setAttente(true);
    await magasin.envoyerTout();
    setAttente(false);
    setOuverte(true);
  }
  return (
    <>
      <h3>{obstacles.length === 0 ? "Le dossier est prêt" : "Ce qui empêche le dépôt"}</h3>
      <p className="rg-section__pourquoi">
        Vérifié à la date du {ecrireDate(espace.aujourdhui)}, qui serait celle du dépôt.
      </p>
      {obstacles.length === 0 ? (
        <p className="fr-alert fr-alert--success fr-alert--sm">
          Chaque règle bloquante est respectée, chaque écart à justifier l’est.
        </p>
      ) : (
        <ul className="rg-obstacles">
          {obstacles.map((c) => (
            <li key={c.code}>
              <div className="rg-constat__tete">
                <BadgeVerdict verdict={c.verdict} />
                <span className="rg-discret">{nomSeverite(c.severite)}</span>
              </div>
              {c.champs[0] ? <LienChamp champ={c.champs[0]}>{libelleLien(c)}</LienChamp> : <p>{c.titre}</p>}
              <p className="rg-discret rg-petit">{c.message}</p>
              {c.severite === "a_justifier" ? (
                <p className="rg-petit">
                  <LienChamp champ={{ section: "verification", id: `justifications-${c.code}` }}>
                    Écrire une justification
                    <span className="fr-sr-only"> pour « {c.titre} »</span>
                  </LienChamp>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {permis ? null : (
        <p className="fr-message fr-message--warning">
          L’état du dossier ne permet pas encore le dépôt : la lettre d’intention doit d’abord recevoir un avis GO.
        </p>
      )}
      {espace.droits.deposer ? (
        <button type="button" className="fr-btn rg-deposer" disabled={!pret || attente} onClick={() => void ouvrir()}>
          Déposer le dossier
        </button>
      ) : (
        <p className="fr-message fr-message--info">Seule une personne responsable du dossier peut le déposer.</p>
      )}
      <ModaleDepot resultat={resultat} ouverte={ouverte} surFermeture={() => setOuverte(false)} />
    </>
  );
}
