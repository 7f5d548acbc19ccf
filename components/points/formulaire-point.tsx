"use client";
import { useEffect, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { useGeste } from "@/components/equipe/usage-geste";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { demandeCreationPoint } from "@/lib/schemas/points";
import type { ActionsPoints } from "./actions-points";
import styles from "./points.module.css";

/** « Avant les changements du 21 novembre », numbered when that name is taken: ready to be kept as it is. */
function nomPropose(aujourdhui: string, pris: readonly string[]): string {
  const nom = `Avant les changements du ${ecrireDate(aujourdhui).replace(/\u00a0\d{4}$/, "")}`;
  if (!pris.includes(nom)) return nom;
  for (let n = 2; ; n++) if (!pris.includes(`${nom} (${n})`)) return `${nom} (${n})`;
}

/** A name is enough. What was just typed is saved first, so that the point holds it. */
export function FormulairePoint({
  dossierId,
  aujourdhui,
  pris,
  creerPoint,
}: {
  dossierId: string;
  aujourdhui: string;
  /** Names of the points that are there. */
  pris: readonly string[];
  creerPoint: ActionsPoints["creerPoint"];
}) {
  const { magasin } = useEspaceFixe();
  const [saisie, setSaisie] = useState({ nom: nomPropose(aujourdhui, pris), note: "" });
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [fait, setFait] = useState<string | null>(null);
  const annonce = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (fait !== null) annonce.current?.focus();
  }, [fait]);
  const { oublier } = useEtatGarde(`points:${dossierId}`, saisie, setSaisie);
  const { faire, enCours, erreur, effacer } = useGeste();
  const refusees: Record<string, string | undefined> = { ...fautes, ...erreur?.fields };
  const general = erreur !== null && erreur.fields === undefined ? erreur : null;

  const changer = (partie: Partial<typeof saisie>) => {
    setSaisie((avant) => ({ ...avant, ...partie }));
    setFautes({});
    setFait(null);
    effacer();
  };

  async function creer() {
    setFait(null);
    const lue = demandeCreationPoint.safeParse({ dossierId, ...saisie });
    if (!lue.success) {
      setFautes(Object.fromEntries(lue.error.issues.map((i) => [i.path.join("."), i.message]).reverse()));
      document.getElementById(lue.error.issues.some((i) => i.path[0] === "nom") ? "point-nom" : "point-note")?.focus();
      return;
    }
    await magasin.envoyerTout();
    const reste = magasin.enAttente();
    const reponse = await faire(() => creerPoint({ dossierId, ...saisie }));
    if (reponse === null) return;
    oublier();
    setFait(
      `Le point « ${lue.data.nom} » est créé.${
        reste === 0
          ? ""
          : ` ${accorder(reste, "saisie, pas encore enregistrée, n’y est pas", "saisies, pas encore enregistrées, n’y sont pas")}.`
      }`,
    );
    setSaisie({ nom: nomPropose(aujourdhui, [...pris, lue.data.nom]), note: "" });
    setFautes({});
  }
  return (
    <form
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        void creer();
      }}
    >
      <h3>Créer un point</h3>
      <RefusFormulaire erreur={general} />
      <div role="status">
        {fait === null ? null : (
          <p ref={annonce} tabIndex={-1} className="fr-message fr-message--valid">
            {fait}
          </p>
        )}
      </div>
      <ChampTexte
        id="point-nom"
        libelle="Nom du point"
        aide="Ce que l’équipe reconnaîtra, par exemple « Budget validé par le GIP »."
        valeur={saisie.nom}
        surChangement={(nom) => changer({ nom })}
        erreur={refusees.nom}
      />
      <ChampLong
        id="point-note"
        lignes={2}
        libelle="Note (facultatif)"
        aide="Pourquoi ce point, ce qui va changer ensuite."
        valeur={saisie.note}
        surChangement={(note) => changer({ note })}
        erreur={refusees.note}
      />
      <button type="submit" className="fr-btn" disabled={enCours}>
        {enCours ? "Création…" : "Créer le point"}
      </button>
    </form>
  );
}
