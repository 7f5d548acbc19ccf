"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, Fragment, type ReactNode, useEffect, useRef, useState, useTransition } from "react";

type Props = {
  action: string;
  /** The address that the fields show: another one, by a link or the browser's back, gives them fresh values. */
  cle: string;
  /** Said when what is under the form has changed; none: the page says its own result. */
  annonce?: string;
  className?: string | undefined;
  champs: ReactNode;
  /** Kept from one address to the next, so that the focus stays on the button that was used. */
  bouton: string;
  /** After the button; fresh values too. */
  suite?: ReactNode;
  /** After all, kept. */
  children?: ReactNode;
};

/**
 * A form of the address. Without a script, the browser sends it; with one, the page changes in place and the focus stays where it was.
 * `autoComplete`: else the browser puts back the choice that was left, which the address no longer says.
 */
export function FormulaireAdresse({ action, cle, annonce, className, champs, bouton, suite, children }: Props) {
  const routeur = useRouter();
  const [enCours, demarrer] = useTransition();
  const [dite, setDite] = useState("");
  const formulaire = useRef<HTMLFormElement>(null);
  const precedente = useRef(cle);
  useEffect(() => {
    if (precedente.current === cle) return;
    precedente.current = cle;
    setDite(annonce ?? "");
  }, [cle, annonce]);
  useEffect(() => {
    // The page as it was left, from the browser's memory: its fields are those of its address again.
    const revenir = (e: PageTransitionEvent) => e.persisted && formulaire.current?.reset();
    window.addEventListener("pageshow", revenir);
    return () => window.removeEventListener("pageshow", revenir);
  }, []);
  const envoyer = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const p = new URLSearchParams();
    for (const [nom, valeur] of new FormData(e.currentTarget))
      if (typeof valeur === "string" && valeur !== "") p.append(nom, valeur);
    const texte = p.toString();
    setDite("");
    demarrer(() => routeur.push(texte === "" ? action : `${action}?${texte}`, { scroll: false }));
  };
  return (
    <form
      ref={formulaire}
      method="get"
      action={action}
      className={className}
      autoComplete="off"
      aria-busy={enCours}
      onSubmit={envoyer}
    >
      <Fragment key={`champs ${cle}`}>{champs}</Fragment>
      <button type="submit" className="fr-btn fr-btn--secondary">
        {bouton}
      </button>
      {suite === undefined ? null : <Fragment key={`suite ${cle}`}>{suite}</Fragment>}
      {children}
      {annonce === undefined ? null : (
        <p role="status" className="fr-sr-only">
          {enCours ? "Lecture…" : dite}
        </p>
      )}
    </form>
  );
}
