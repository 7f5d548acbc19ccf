"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { nomDroit } from "@/lib/domain/equipe";
import type { EquipeVue } from "@/lib/schemas/equipe";
import type { ActionsEquipe } from "./actions-equipe";
import { Confirmation } from "./confirmation";
import styles from "./equipe.module.css";
import { useGeste } from "./usage-geste";

/** One's own place: hand it over, or leave. */
export function MaPlace({
  equipe: { dossierId, membres, droits },
  actions: { passerLaMain, quitterEquipe },
}: {
  equipe: EquipeVue;
  actions: Pick<ActionsEquipe, "passerLaMain" | "quitterEquipe">;
}) {
  const routeur = useRouter();
  const [ouverte, setOuverte] = useState<"passer" | "quitter" | null>(null);
  const [choisi, setChoisi] = useState("");
  const [faute, setFaute] = useState<string | undefined>();
  const { faire, enCours, erreur, effacer } = useGeste();
  const autres = membres.filter((m) => !m.moi && m.actif);
  const ouvrir = (geste: "passer" | "quitter") => {
    effacer();
    setChoisi("");
    setFaute(undefined);
    setOuverte(geste);
  };
  const passer = async () => {
    const vise = autres.find((m) => m.utilisateurId === choisi);
    if (vise === undefined) {
      setFaute("Choisissez qui prend la suite.");
      document.getElementById("suite")?.focus();
      return;
    }
    const { utilisateurId, version: versionVue } = vise;
    if ((await faire(() => passerLaMain({ dossierId, utilisateurId, versionVue, confirme: true }))) !== null)
      setOuverte(null);
  };
  const quitter = async () => {
    if ((await faire(() => quitterEquipe({ dossierId, confirme: true }))) !== null) routeur.push("/dossiers");
  };
  return (
    <>
      <div className={styles.place}>
        {droits.gerer && droits.quitter && autres.length > 0 ? (
          <button
            type="button"
            className="fr-btn fr-btn--tertiary"
            aria-haspopup="dialog"
            onClick={() => ouvrir("passer")}
          >
            Passer la main…
          </button>
        ) : null}
        <button
          type="button"
          className="fr-btn fr-btn--tertiary"
          aria-haspopup="dialog"
          onClick={() => ouvrir("quitter")}
        >
          Quitter l’équipe…
        </button>
      </div>
      <Confirmation
        id="modale-passer"
        titre="Passer la main"
        ouverte={ouverte === "passer"}
        oui="Passer la main"
        enCours={enCours}
        erreur={erreur}
        surOui={() => void passer()}
        surFermeture={() => setOuverte(null)}
      >
        <p>
          La personne choisie devient responsable à votre place et vous devenez rédacteur : vous ne pourrez plus déposer
          le dossier ni composer l’équipe.
        </p>
        <ChampChoix
          id="suite"
          libelle="Qui prend la suite ?"
          options={autres.map((m) => ({ valeur: m.utilisateurId, libelle: `${m.nom} (${nomDroit(m.droit)})` }))}
          valeur={choisi}
          surChangement={(valeur) => {
            setChoisi(valeur);
            setFaute(undefined);
          }}
          erreur={faute}
        />
      </Confirmation>
      <Confirmation
        id="modale-quitter"
        titre="Quitter l’équipe ?"
        ouverte={ouverte === "quitter"}
        oui="Quitter l’équipe"
        enCours={enCours}
        erreur={erreur}
        surOui={() => void quitter()}
        surFermeture={() => setOuverte(null)}
      >
        <p>
          Vous ne verrez plus ce dossier. Pour y revenir, il faudra qu’une personne responsable vous invite de nouveau.
          Ce que vous avez écrit y reste.
        </p>
      </Confirmation>
    </>
  );
}
