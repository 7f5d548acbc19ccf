"use client";
import { useEffect, useRef, useState, useTransition } from "react";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import {
  CHOIX_PAR_DEFAUT,
  type ChoixCopie,
  PARTIES,
  type Partie,
  sansObjet,
  titreDeCopie,
} from "@/lib/domain/duplication";
import { enumerer } from "@/lib/domain/ecriture";
import { REGIMES } from "@/lib/domain/nomenclatures";
import {
  type DemandeDuplication,
  type Duplication,
  demandeDuplication,
  type SourceCopie,
} from "@/lib/schemas/duplication";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import { CasesParties, CasesValeurs } from "./cases-copie";
import styles from "./copie.module.css";
import { CopieFaite } from "./copie-faite";

export type Dupliquer = (demande: DemandeDuplication) => Promise<Reponse<Duplication>>;
/** Codes of the rules of each regime as it stands today. */
export type ReglesDesRegimes = Readonly<Record<string, readonly string[]>>;

const CHAMPS = ["copie-titre", "copie-regime", "copie-decalage"] as const;

/** What is copied, under which title, in which regime; then what was left behind. */
export function FormulaireCopie({
  source,
  regles,
  dupliquer,
}: {
  source: SourceCopie;
  regles: ReglesDesRegimes;
  dupliquer: Dupliquer;
}) {
  const [titre, setTitre] = useState(titreDeCopie(source.titre));
  const [regime, setRegime] = useState<string>(source.regime);
  const [choix, setChoix] = useState<ChoixCopie>({
    ...CHOIX_PAR_DEFAUT,
    parties: CHOIX_PAR_DEFAUT.parties.filter((p) => source.contenu[p] > 0),
  });
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<ErreurReponse | null>(null);
  const [faite, setFaite] = useState<Duplication | null>(null);
  const [enCours, demarrer] = useTransition();
  const arrivee = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faite !== null) arrivee.current?.focus();
  }, [faite]);

  const montrer = (champs: Record<string, string>) => {
    const nommees = Object.fromEntries(Object.entries(champs).map(([c, m]) => [`copie-${c.split(".")[0]}`, m]));
    setFautes(nommees);
    const premier = CHAMPS.find((c) => nommees[c]);
    if (premier) document.getElementById(premier)?.focus();
  };
  function envoyer() {
    setRefus(null);
    setFautes({});
    const lu = demandeDuplication.safeParse({ dossierId: source.id, titre, regime, ...choix });
    if (!lu.success) return montrer(Object.fromEntries(lu.error.issues.map((i) => [i.path.join("."), i.message])));
    demarrer(async () => {
      const reponse = await dupliquer(lu.data).catch(() => null);
      if (reponse?.ok) return setFaite(reponse.data);
      if (reponse?.error.fields) return montrer(reponse.error.fields);
      setRefus(
        reponse?.error ?? {
          code: "indisponible",
          message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.",
        },
      );
    });
  }

  if (faite !== null)
    return (
      <div ref={arrivee} tabIndex={-1}>
        <CopieFaite copie={faite} source={source.nom} />
      </div>
    );
  const change = regime !== source.regime;
  const inutiles = sansObjet(new Set(regles[regime] ?? [])).filter((p) => choix.parties.includes(p));
  return (
    <form
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        envoyer();
      }}
    >
      <RefusFormulaire erreur={refus} />
      <ChampTexte
        id="copie-titre"
        libelle="Titre du nouveau dossier"
        valeur={titre}
        surChangement={setTitre}
        erreur={fautes["copie-titre"]}
        longueurMax={300}
      />
      <ChampChoix
        id="copie-regime"
        libelle="Régime"
        aide="Celui du dossier copié, ou un autre."
        options={REGIMES.codes.map((code) => ({ valeur: code, libelle: REGIMES.libelles[code] }))}
        valeur={regime}
        surChangement={setRegime}
        erreur={fautes["copie-regime"]}
      />
      <div aria-live="polite">{change ? <ChangementDeRegime inutiles={inutiles} choix={choix} /> : null}</div>
      <CasesParties contenu={source.contenu} choix={choix} surChangement={setChoix} />
      <CasesValeurs choix={choix} surChangement={setChoix} fauteDecalage={fautes["copie-decalage"]} />
      <div className={styles.jamais}>
        <h2 className={styles.sousTitre}>Jamais copiés</h2>
        <p>
          Les pièces jointes, l’acronyme, la lettre d’intention et son avis, les numéros de demande Orion, les versions
          déposées, les points de sauvegarde, les commentaires, l’historique et l’équipe.
        </p>
        <p>Les textes sont copiés tels quels : relisez les chiffres et les dates qu’ils citent.</p>
      </div>
      <div>
        <button type="submit" className="fr-btn" disabled={enCours}>
          {enCours ? "Création…" : "Créer la copie"}
        </button>
      </div>
    </form>
  );
}

function ChangementDeRegime({ inutiles, choix }: { inutiles: readonly Partie[]; choix: ChoixCopie }) {
  const phrases = [
    inutiles.length > 0
      ? `Ce régime ne demande pas : ${enumerer(inutiles.map((p) => PARTIES[p].toLocaleLowerCase("fr")))}. Ce qui est coché est copié quand même.`
      : null,
    choix.parties.includes("justifications")
      ? "Les justifications de règles que ce régime n’a pas ne sont pas copiées."
      : null,
    "Les limites de montant et de durée ne sont pas les mêmes : la vérification les dira.",
  ].filter(Boolean);
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm">
      {phrases.map((p) => (
        <p key={p}>{p}</p>
      ))}
    </div>
  );
}
