"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import type { z } from "zod";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { REGISTRE } from "@/lib/domain/regles/registre";
import type { ApercuRegime } from "@/lib/schemas/apercu-regime";
import {
  type DemandeApercu,
  type DemandePublication,
  demandeApercu,
  demandePublication,
  demandeVersion,
} from "@/lib/schemas/demande-regime";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { versRegime } from "@/lib/schemas/vers-regime";
import { ApercuVersion } from "./apercu-version";
import { ChampsSeuils } from "./champs-seuils";
import { ConfirmationPublication } from "./confirmation-publication";
import { LigneRegle } from "./ligne-regle";
import { cheminsDuFormulaire, idDe, SAISIE_VIDE, type SaisieVersion, saisieDe, versDemande } from "./saisie-version";

export type ActionsVersion = {
  essayer: (demande: DemandeApercu) => Promise<Reponse<ApercuRegime>>;
  publier: (demande: DemandePublication) => Promise<Reponse<{ code: string; numero: number }>>;
};

const fautesDe = (erreur: z.ZodError): Record<string, string> =>
  Object.fromEntries(erreur.issues.map((i) => [i.path.map(String).join("."), i.message]).reverse());

/** The next version of a regime: prepared here, tried on the dossiers, then published for good. */
export function FormulaireVersion({
  jeu,
  aujourdhui,
  effetMin,
  actions,
}: {
  jeu: JeuRegles;
  aujourdhui: string;
  effetMin: string;
  actions: ActionsVersion;
}) {
  const routeur = useRouter();
  const regime = useMemo(() => versRegime(jeu), [jeu]);
  const [saisie, setSaisie] = useState<SaisieVersion>(SAISIE_VIDE);
  const { retrouvee, oublier } = useEtatGarde(`regime:${jeu.code}:${jeu.numero}`, saisie, setSaisie);
  const [erreurs, setErreurs] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<Pick<ErreurReponse, "code" | "message"> | null>(null);
  const [apercu, setApercu] = useState<{ resultat: ApercuRegime; sur: string } | null>(null);
  const [confirmation, setConfirmation] = useState(false);
  const [enCours, demarrer] = useTransition();

  const demande = versDemande(saisie, regime);
  const { code, base, regles, seuils } = demande;
  const essai = { code, base, regles, seuils };
  const empreinte = JSON.stringify(essai);
  const aJour = apercu !== null && apercu.sur === empreinte;

  const montrer = (fautes: Record<string, string>) => {
    const lues = cheminsDuFormulaire(fautes, demande);
    setErreurs(lues);
    for (const chemin of Object.keys(lues)) {
      const champ = document.getElementById(idDe(chemin)) ?? document.getElementById(`${idDe(chemin)}-titre`);
      if (champ) return champ.focus();
    }
  };
  const refuser = (erreur: ErreurReponse) => {
    if (erreur.fields) montrer(erreur.fields);
    // What no field shows is said above the form.
    const ailleurs = erreur.fields?.regles;
    if (!erreur.fields || ailleurs) setRefus({ code: erreur.code, message: ailleurs ?? erreur.message });
    setConfirmation(false);
  };
  const essayer = () => {
    setRefus(null);
    setErreurs({});
    const lue = demandeApercu.safeParse(essai);
    if (!lue.success) return montrer(fautesDe(lue.error));
    demarrer(async () => {
      const reponse = await actions.essayer(essai);
      if (!reponse.ok) return refuser(reponse.error);
      setApercu({ resultat: reponse.data, sur: empreinte });
      requestAnimationFrame(() => document.getElementById("apercu-titre")?.focus());
    });
  };
  const relire = () => {
    setRefus(null);
    setErreurs({});
    const lue = demandeVersion.safeParse(demande);
    if (!lue.success) return montrer(fautesDe(lue.error));
    if (demande.effetLe < effetMin)
      return montrer({ effetLe: `Choisissez un jour à partir du ${effetMin.split("-").reverse().join("/")}.` });
    setConfirmation(true);
  };
  const publier = () =>
    demarrer(async () => {
      const complete: DemandePublication = { ...demande, confirme: true };
      if (!demandePublication.safeParse(complete).success) return setConfirmation(false);
      const reponse = await actions.publier(complete);
      if (!reponse.ok) return refuser(reponse.error);
      oublier();
      routeur.push(`/administration/regimes/${code}?publiee=${reponse.data.numero}`);
    });

  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        essayer();
      }}
    >
      {retrouvee ? (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w">
          <p>Ce que vous aviez préparé a été retrouvé sur cet appareil. Rien n’est publié.</p>
        </div>
      ) : null}
      <RefusFormulaire erreur={refus} />
      <h2 className="fr-h4">Règles</h2>
      {regime.regles.map((exigence) => (
        <LigneRegle
          key={exigence.code}
          exigence={exigence}
          titre={REGISTRE[exigence.code].titre(regime.seuils)}
          valeur={saisieDe(saisie, regime, exigence.code)}
          changer={(valeur) => setSaisie((s) => ({ ...s, regles: { ...s.regles, [exigence.code]: valeur } }))}
          erreurs={erreurs}
          aujourdhui={aujourdhui}
        />
      ))}
      <h2 className="fr-h4 fr-mt-4w">Seuils</h2>
      <ChampsSeuils
        regime={regime}
        seuils={saisie.seuils}
        changer={(nom, valeur) => setSaisie((s) => ({ ...s, seuils: { ...s.seuils, [nom]: valeur } }))}
        erreurs={erreurs}
        aujourdhui={aujourdhui}
      />
      <h2 className="fr-h4 fr-mt-4w">Date d’effet et motif</h2>
      <ChampDate
        id="effetLe"
        libelle="Date d’effet"
        aide="Les dossiers créés à partir de ce jour recevront cette version. Pas avant aujourd’hui."
        min={effetMin}
        valeur={saisie.effetLe}
        surChangement={(effetLe) => setSaisie((s) => ({ ...s, effetLe }))}
        erreur={erreurs.effetLe}
      />
      <ChampLong
        id="motif"
        libelle="Ce qui change et pourquoi"
        aide="Publié avec la version, sur la page des règles de l’appel."
        valeur={saisie.motif}
        surChangement={(motif) => setSaisie((s) => ({ ...s, motif }))}
        erreur={erreurs.motif}
      />
      <div className="fr-btns-group fr-btns-group--inline fr-mt-3w">
        <button type="submit" className={aJour ? "fr-btn fr-btn--secondary" : "fr-btn"} disabled={enCours}>
          {enCours && !confirmation ? "Examen des dossiers…" : "Voir ce que cela changerait"}
        </button>
        {aJour ? (
          <button type="button" className="fr-btn" disabled={enCours} onClick={relire}>
            Publier la version {regime.numero + 1}
          </button>
        ) : null}
      </div>
      <div aria-live="polite">
        {apercu !== null && !aJour ? (
          <p className="fr-message fr-message--info">
            Vos changements ont évolué : voyez à nouveau ce qu’ils changeraient.
          </p>
        ) : null}
      </div>
      {aJour ? <ApercuVersion apercu={apercu.resultat} /> : null}
      {aJour ? (
        <ConfirmationPublication
          ouverte={confirmation}
          enCours={enCours}
          apercu={apercu.resultat}
          nom={regime.nom}
          effetLe={saisie.effetLe}
          renoncer={() => setConfirmation(false)}
          publier={publier}
        />
      ) : null}
    </form>
  );
}
