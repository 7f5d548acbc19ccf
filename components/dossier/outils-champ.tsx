"use client";
import dynamic from "next/dynamic";
import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { nomDuChamp } from "@/lib/schemas/libelles-champs";
import type { SectionSaisie } from "@/lib/schemas/sections";
import { AideChamp } from "./aide-champ";
import { adresseAuChemin } from "./atelier/adresse-du-champ";
import { useAtelier } from "./atelier/contexte";
import { EcritIci } from "./atelier/presences";
import { useEspaceFixe } from "./espace-contexte";
import styles from "./outils-champ.module.css";

const Panneau = dynamic(() => import("./atelier/commentaires/panneau"), { ssr: false });
const Historique = dynamic(() => import("./historique-champ").then((m) => m.HistoriqueChamp), { ssr: false });

type Ouvert = "commentaires" | "historique" | null;

/**
 * The small buttons of one field of the workspace: its help, its comments, its history. One stop for the keyboard: the arrows go
 * from one to the other. `chemin`: path in the section's form.
 */
export function OutilsChamp({ section, chemin }: { section: SectionSaisie; chemin: string }) {
  const { espace, magasin } = useEspaceFixe();
  const lire = () => adresseAuChemin(magasin, section, chemin);
  const adresse = useSyncExternalStore(magasin.souscrire, lire, lire);
  const [ouvert, setOuvert] = useState<Ouvert>(null);
  const ouvreur = useRef<Element | null>(null);
  const ouvrir = (quoi: Ouvert) => () => {
    ouvreur.current = document.activeElement;
    setOuvert(quoi);
  };
  const fermer = () => {
    setOuvert(null);
    // Loaded when asked for, the dialog may come after the focus has moved: back to the button that asked.
    requestAnimationFrame(() => (ouvreur.current as HTMLElement | null)?.focus());
  };
  const nom = nomDuChamp(chemin);
  return (
    <>
      <Barre nom={nom}>
        <AideChamp section={section} chemin={chemin} />
        {adresse !== null && espace.droits.commentaires ? (
          <BoutonCommentaires adresse={adresse} ouvrir={ouvrir("commentaires")} />
        ) : null}
        {adresse !== null && espace.droits.historique ? (
          <button
            type="button"
            className={`${styles.bouton} fr-icon-time-line`}
            aria-haspopup="dialog"
            onClick={ouvrir("historique")}
          >
            Historique
          </button>
        ) : null}
        {adresse !== null ? <EcritIci adresse={adresse} /> : null}
      </Barre>
      {ouvert === "commentaires" && adresse !== null ? (
        <Panneau section={section} adresse={adresse} titre={nom} surFermeture={fermer} />
      ) : null}
      {ouvert === "historique" ? <Historique section={section} chemin={chemin} surFermeture={fermer} /> : null}
    </>
  );
}

function BoutonCommentaires({ adresse, ouvrir }: { adresse: string; ouvrir: () => void }) {
  const ouverts = useAtelier((vue) => vue.parAdresse.get(adresse) ?? 0);
  return (
    <button
      type="button"
      className={`${styles.bouton} ${ouverts > 0 ? styles.actif : ""} fr-icon-chat-3-line`}
      aria-haspopup="dialog"
      onClick={ouvrir}
    >
      {ouverts === 0 ? "Commenter" : accorder(ouverts, "commentaire")}
    </button>
  );
}

/** A toolbar: one of its buttons at a time is in the order of the page. Each button belongs to whoever draws it. */
function Barre({ nom, children }: { nom: string; children: React.ReactNode }) {
  const barre = useRef<HTMLDivElement>(null);
  const boutons = () => [...(barre.current?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
  const designer = (choisi: HTMLButtonElement | undefined) => {
    for (const b of boutons()) b.tabIndex = b === choisi ? 0 : -1;
  };
  useEffect(() => {
    const tous = boutons();
    designer(tous.find((b) => b.tabIndex === 0 && tous.some((autre) => autre.tabIndex === -1)) ?? tous[0]);
  });
  function touche(e: KeyboardEvent) {
    const tous = boutons();
    const rang = tous.indexOf(document.activeElement as HTMLButtonElement);
    if (rang < 0) return;
    const pas: Record<string, number> = { ArrowRight: rang + 1, ArrowLeft: rang - 1, Home: 0, End: tous.length - 1 };
    const vers = pas[e.key];
    if (vers === undefined) return;
    e.preventDefault();
    const cible = tous[(vers + tous.length) % tous.length];
    designer(cible);
    cible?.focus();
  }
  return (
    // Named by `title`: `aria-label` would make a second label of the field for whatever looks a field up by its label.
    <div ref={barre} role="toolbar" title={`Outils du champ ${nom}`} className={styles.outils} onKeyDown={touche}>
      {children}
    </div>
  );
}
