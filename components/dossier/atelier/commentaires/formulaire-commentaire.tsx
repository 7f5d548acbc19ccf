"use client";
import { useState } from "react";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useEtatGarde } from "@/components/dsfr/saisie-gardee";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { enMarques, type Mentionnable } from "@/lib/domain/mentions";
import { COMMENTAIRE_MAX, texteCommentaire } from "@/lib/schemas/commentaires";
import type { Reponse } from "@/lib/schemas/reponse";
import { ChampMention } from "./champ-mention";
import styles from "./commentaires.module.css";
import { useGesteCommentaire } from "./usage-geste";

/** From here on the number of characters left is said. */
const COMPTE_A_PARTIR_DE = COMMENTAIRE_MAX - 500;

/**
 * A comment, an answer, a correction. What is typed is kept in this tab until it is sent: closing the panel, an error, a session
 * that ends lose nothing. `partis`: people mentioned in the text being corrected who have left the team since.
 */
export function FormulaireCommentaire({
  cle,
  libelle,
  bouton,
  depart = "",
  mentionnables,
  partis = [],
  envoyer,
  surFin,
  surAbandon,
}: {
  cle: string;
  libelle: string;
  bouton: string;
  depart?: string;
  mentionnables: readonly Mentionnable[];
  partis?: readonly { id: string; etiquette: string }[];
  envoyer: (texte: string) => Promise<Reponse<unknown>>;
  surFin?: () => void;
  surAbandon?: () => void;
}) {
  const [saisie, setSaisie] = useState({ texte: depart });
  const [faute, setFaute] = useState<string | null>(null);
  const { oublier } = useEtatGarde(`commentaire:${cle}`, saisie, setSaisie);
  const { faire, enCours, erreur, effacer } = useGesteCommentaire();
  const id = `commentaire-${cle.replaceAll(/[^\w-]/g, "-")}`;
  const marque = enMarques(saisie.texte, [...mentionnables, ...partis]);
  const restent = COMMENTAIRE_MAX - marque.length;
  const general = erreur !== null && erreur.fields === undefined ? erreur : null;

  async function publier() {
    const lu = texteCommentaire.safeParse(marque);
    if (!lu.success) {
      setFaute(lu.error.issues[0]?.message ?? null);
      document.getElementById(id)?.focus();
      return;
    }
    if ((await faire(() => envoyer(lu.data))) === null) {
      document.getElementById(id)?.focus();
      return;
    }
    oublier();
    setSaisie({ texte: "" });
    surFin?.();
    // This form stays for the next one: the button, disabled while it was sent, had the focus.
    if (!surAbandon) document.getElementById(id)?.focus();
  }
  return (
    <form
      noValidate
      className={styles.formulaire}
      onSubmit={(e) => {
        e.preventDefault();
        // Not that of the section, above in React if not in the page.
        e.stopPropagation();
        void publier();
      }}
    >
      <RefusFormulaire erreur={general} />
      <ChampMention
        id={id}
        libelle={libelle}
        valeur={saisie.texte}
        surChangement={(texte) => {
          setSaisie({ texte });
          setFaute(null);
          effacer();
        }}
        mentionnables={mentionnables}
        erreur={faute ?? erreur?.fields?.texte}
      />
      {marque.length > COMPTE_A_PARTIR_DE ? (
        <p className="fr-hint-text" role="status">
          {restent >= 0
            ? `${ecrireNombre(restent)} caractères restants`
            : `${ecrireNombre(-restent)} caractères de trop`}
        </p>
      ) : null}
      <div className={styles.boutons}>
        <button type="submit" className="fr-btn fr-btn--sm" disabled={enCours}>
          {enCours ? "Envoi…" : bouton}
        </button>
        {surAbandon ? (
          <button
            type="button"
            className="fr-btn fr-btn--tertiary fr-btn--sm"
            disabled={enCours}
            onClick={() => {
              oublier();
              surAbandon();
            }}
          >
            Annuler
          </button>
        ) : null}
      </div>
    </form>
  );
}
