import type { ReactNode } from "react";

/** Something said under a field and read with it, beside its own error (a finding of the rules, a saved letter…). */
export type Complement = { id: string; contenu: ReactNode };

/** What every field takes. Controlled: the parent holds what is typed, as it is typed. */
export type ProprietesChamp<V = unknown> = {
  /** DOM id of the control: the one a finding's `champs` points to. */
  id: string;
  libelle: ReactNode;
  /** Why it is asked, or where to find the answer. */
  aide?: ReactNode;
  valeur: V;
  surChangement: (valeur: string) => void;
  surSortie?: (() => void) | undefined;
  /** One sentence: the field is wrong. */
  erreur?: string | undefined;
  complements?: readonly Complement[] | undefined;
  /** Ids of texts shown elsewhere (findings under a table) that must be read with this control too. */
  decritAussi?: readonly string[] | undefined;
  /** Shown as text that cannot be typed in. */
  lectureSeule?: boolean | undefined;
  /** Label for screen readers only: cells of a table, whose headers already say it. */
  libelleMasque?: boolean | undefined;
  className?: string | undefined;
  /** Small buttons of the field, between its label and its control: help, comments, history. Not in tables. */
  outils?: ReactNode;
};

/** What is typed or stored, as an input shows it. */
export const enTexte = (valeur: unknown): string => (valeur === null || valeur === undefined ? "" : String(valeur));

/** Ids read with the control: hint, error, complements. undefined when there is none. */
export function decritPar({ id, aide, erreur, complements, decritAussi }: ProprietesChamp): string | undefined {
  const ids = [
    aide ? `${id}-aide` : "",
    erreur ? `${id}-messages` : "",
    ...(complements ?? []).map((c) => c.id),
    ...(decritAussi ?? []),
  ].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Error (announced when it appears) then complements. */
export function MessagesChamp({ id, erreur, complements }: Pick<ProprietesChamp, "id" | "erreur" | "complements">) {
  return (
    <>
      <div className="fr-messages-group" id={`${id}-messages`} aria-live="polite">
        {erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}
      </div>
      {complements?.map((c) => (
        <div key={c.id} id={c.id} className="rg-champ__complement">
          {c.contenu}
        </div>
      ))}
    </>
  );
}

/** A field that cannot be typed in: its label and its value as text, still reachable by a link to its id. */
export function ChampLu({ champ, texte }: { champ: ProprietesChamp; texte: ReactNode }) {
  return (
    <div id={champ.id} tabIndex={-1} className={`rg-lu ${champ.className ?? ""}`}>
      <p className={champ.libelleMasque ? "fr-sr-only" : "rg-lu__libelle"}>{champ.libelle}</p>
      {champ.libelleMasque ? null : champ.outils}
      {/* A value may hold paragraphs of its own. */}
      <div className="rg-lu__valeur">{texte === "" ? <span className="rg-discret">Non renseigné</span> : texte}</div>
      {champ.complements?.map((c) => (
        <div key={c.id} id={c.id} className="rg-champ__complement">
          {c.contenu}
        </div>
      ))}
    </div>
  );
}

/** Label, hint, control, messages, on the DSFR's markup. */
export function CadreChamp({
  champ,
  groupe = "fr-input-group",
  children,
}: {
  champ: ProprietesChamp;
  groupe?: "fr-input-group" | "fr-select-group";
  children: ReactNode;
}) {
  return (
    <div className={`${groupe} ${champ.erreur ? `${groupe}--error` : ""} ${champ.className ?? ""}`}>
      <label className={champ.libelleMasque ? "fr-sr-only" : "fr-label"} htmlFor={champ.id}>
        {champ.libelle}
        {champ.aide && !champ.libelleMasque ? (
          <span className="fr-hint-text" id={`${champ.id}-aide`}>
            {champ.aide}
          </span>
        ) : null}
      </label>
      {champ.libelleMasque ? null : champ.outils}
      {children}
      <MessagesChamp {...champ} />
    </div>
  );
}
