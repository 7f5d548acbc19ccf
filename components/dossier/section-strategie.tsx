"use client";
import { useFieldArray, useWatch } from "react-hook-form";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { ListeLignes } from "@/components/dsfr/liste-lignes";
import { ecrireDate } from "@/lib/domain/ecriture";
import { TYPES_PIECE, type TypePiece } from "@/lib/domain/nomenclatures";
import { premiereDatee } from "@/lib/domain/pieces";
import { Balance } from "./balance";
import { ConstatsSous } from "./constats-sous";
import { useEspace, useEspaceFixe } from "./espace-contexte";
import { FormulaireSection, useChamp } from "./formulaire-section";
import { LienChamp } from "./lien-champ";
import { nouvelleCle } from "./nouvelle-cle";
import { ChampRiche } from "./texte/champ-riche";

export function SectionStrategie() {
  return (
    <FormulaireSection
      section="strategie"
      titre="Stratégie régionale"
      intro="Le projet s’inscrit dans la stratégie du recteur de région académique et reçoit le soutien du conseil régional. Ce sont deux preuves distinctes : le CPRDFOP seul ne vaut ni l’une ni l’autre."
    >
      <Preuves />
      <Textes />
      <Alignement />
    </FormulaireSection>
  );
}

/** The two pieces of evidence live among the attachments; their state shows here. */
function Preuves() {
  return (
    <>
      <h3>Les deux preuves datées</h3>
      <ul className="rg-preuves">
        <Preuve type="strategie_recteur" />
        <Preuve type="validation_region" />
      </ul>
    </>
  );
}

function Preuve({ type }: { type: TypePiece }) {
  const { fichier } = useEspace();
  const date = premiereDatee(fichier.pieces ?? [], type);
  return (
    <li className="rg-preuve">
      <p className="rg-preuve__nom">{TYPES_PIECE.libelles[type]}</p>
      <Balance ton={date ? "bon" : "attente"}>
        {date ? `Jointe, datée du ${ecrireDate(date)}` : "Aucune pièce datée"}
      </Balance>
      <LienChamp champ={{ section: "pieces", id: `pieces-${type}` }}>
        {date ? "Voir la pièce" : "Joindre la pièce"}
      </LienChamp>
    </li>
  );
}

function Textes() {
  return (
    <>
      <h3>Projet économique et égalité</h3>
      <ChampRiche
        {...useChamp("strategie", "projetEconomique")}
        libelle="Projet économique du territoire"
        aide="Ce que le territoire veut développer, et la place qu’y prennent les compétences."
        lignes={5}
      />
      <ChampRiche
        {...useChamp("strategie", "egalite")}
        libelle="Égalité entre les femmes et les hommes"
        aide="Axe transversal du CPRDFOP : ce que le projet prévoit pour la mixité des formations."
        lignes={4}
      />
    </>
  );
}

const VIDE = { reference: "", objectif: "", justification: "", page: "" };

function Alignement() {
  const { lectureSeule } = useEspaceFixe();
  const { fields, append, remove, insert } = useFieldArray({ name: "alignement" });
  // `fields` keeps what rows held when the list last changed: a row put back must be the one just typed.
  const saisies = useWatch({ name: "alignement" }) as (typeof VIDE & { cle?: string })[];
  return (
    <>
      <h3 id="alignement" tabIndex={-1}>
        Alignement avec les documents de la Région
      </h3>
      <p className="rg-section__pourquoi">
        Chaque ligne rattache le projet à un objectif d’un document (CPRDFOP, schéma régional…), avec la page qui le
        dit : le lecteur vérifie sans chercher.
      </p>
      <ListeLignes
        // By the row's own key: the form draws its ids anew when someone else's change reloads it, and a row shown anew
        // would lose the focus. From the list itself, which has it at once: what is watched comes one step later.
        lignes={fields.map((f, rang) => ({
          ...(saisies[rang] ?? VIDE),
          id: (f as { cle?: string }).cle ?? saisies[rang]?.cle ?? f.id,
        }))}
        cle={(l) => l.id}
        nomLigne={(_, rang) => `Objectif ${rang + 1}`}
        rendu={(_, rang) => <LigneAlignement rang={rang} />}
        libelleAjout="Ajouter un objectif"
        ajouter={() => append({ ...VIDE, cle: nouvelleCle() }, { shouldFocus: false })}
        retirer={remove}
        remettre={({ id: _, ...ligne }, rang) => insert(rang, ligne, { shouldFocus: false })}
        vide="Aucun objectif rattaché pour l’instant."
        lectureSeule={lectureSeule}
      />
      <ConstatsSous section="strategie" id="alignement" />
    </>
  );
}

function LigneAlignement({ rang }: { rang: number }) {
  return (
    <>
      <div className="rg-rangee">
        <ChampTexte {...useChamp("strategie", `alignement.${rang}.reference`)} libelle="Document" />
        <ChampTexte {...useChamp("strategie", `alignement.${rang}.objectif`)} libelle="Objectif" />
        <ChampTexte {...useChamp("strategie", `alignement.${rang}.page`)} libelle="Page ou ligne" />
      </div>
      <ChampLong
        {...useChamp("strategie", `alignement.${rang}.justification`)}
        libelle="En quoi le projet y répond"
        lignes={3}
      />
    </>
  );
}
