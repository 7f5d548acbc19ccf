"use client";
/**
 * A long answer. The field is a plain textarea on the same string until the editor has arrived (it is loaded as the field
 * comes near the screen), and stays one if it never does: nothing typed depends on it.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { ChampLu, decritPar, enTexte, MessagesChamp, type ProprietesChamp } from "@/components/dsfr/champ-cadre";
import { LienChamp } from "../lien-champ";
import { BarreOutils } from "./barre-outils";
import { type Avis, PHRASES_AVIS, VERS_ANNEXES } from "./collage/avis";
import type { Apport } from "./collage/lire-collage";
import { CompteurTexte } from "./compteur-texte";
import { JoindreImage } from "./joindre-image";
import type { EtatBarre, Geste } from "./moteur/commandes";
import type { Editeur } from "./moteur/editeur";
import { SaisieLien } from "./saisie-lien";
import styles from "./texte.module.css";
import { TexteRiche } from "./texte-riche";

const charger = () => import("./moteur/editeur");
/** After leaving the plain field: a click on its way must find the page as it was. */
const REPIT_MS = 400;

export type ProprietesRiche = ProprietesChamp & { lignes?: number };

export function ChampRiche(props: ProprietesRiche) {
  const valeur = enTexte(props.valeur);
  if (props.lectureSeule)
    return <ChampLu champ={props} texte={valeur.trim() === "" ? "" : <TexteRiche texte={valeur} />} />;
  return <Saisie {...props} valeur={valeur} />;
}

const RIEN = { avis: [], images: [] };
type Apres = { geste?: Geste | "lien"; apport?: Apport };

function Saisie({ lignes = 5, ...champ }: ProprietesRiche & { valeur: string }) {
  const { id, valeur } = champ;
  const [riche, setRiche] = useState(false);
  const [etat, setEtat] = useState<EtatBarre | null>(null);
  const [{ avis, images }, setCollage] = useState<{ avis: readonly Avis[]; images: readonly File[] }>(RIEN);
  const [saisieLien, setSaisieLien] = useState(false);
  const zone = useRef<HTMLTextAreaElement>(null);
  const hote = useRef<HTMLDivElement>(null);
  const editeur = useRef<Editeur | null>(null);
  const module = useRef<Awaited<ReturnType<typeof charger>> | null>(null);
  const apres = useRef<Apres>({});
  const courant = useRef(champ);
  courant.current = champ;

  /** True once the editor can be shown. Offline, the plain field goes on. */
  const preparer = useCallback(async (): Promise<boolean> => {
    try {
      module.current ??= await charger();
      return true;
    } catch {
      return false;
    }
  }, []);

  // Near the screen, and nobody in it: the editor takes its place.
  useEffect(() => {
    const noeud = zone.current;
    if (!noeud || riche) return;
    let vivant = true;
    const prendre = () =>
      void preparer().then((pret) => {
        if (pret && vivant && document.activeElement !== noeud) setRiche(true);
      });
    const vue = new IntersectionObserver((entrees) => entrees.some((e) => e.isIntersecting) && prendre(), {
      rootMargin: "600px",
    });
    vue.observe(noeud);
    let repit: ReturnType<typeof setTimeout>;
    const quitter = () => {
      clearTimeout(repit);
      repit = setTimeout(prendre, REPIT_MS);
    };
    noeud.addEventListener("blur", quitter);
    return () => {
      vivant = false;
      clearTimeout(repit);
      vue.disconnect();
      noeud.removeEventListener("blur", quitter);
    };
  }, [riche, preparer]);

  const attributs = {
    id,
    class: `fr-input rg-riche ${champ.erreur ? "fr-input--error" : ""}`,
    role: "textbox",
    tabindex: "0",
    "aria-multiline": "true",
    "aria-labelledby": `${id}-libelle`,
    ...(decritPar(champ) && { "aria-describedby": decritPar(champ) as string }),
    ...(champ.erreur && { "aria-invalid": "true" }),
  };
  const cleAttributs = JSON.stringify(attributs);
  const derniers = useRef(attributs);
  derniers.current = attributs;

  const executer = useCallback(({ geste, apport }: Apres) => {
    if (apport) editeur.current?.inserer(apport);
    if (geste === "lien") setSaisieLien(true);
    else if (geste) editeur.current?.faire(geste);
  }, []);

  const foyer = useRef<number | null>(null);
  useEffect(() => {
    if (!riche || !hote.current || !module.current) return;
    editeur.current = module.current.creerEditeur(hote.current, {
      valeur: enTexte(courant.current.valeur),
      curseur: foyer.current,
      attributs: derniers.current,
      surChangement: (v) => courant.current.surChangement(v),
      surEtat: (e) => setEtat((avant) => (JSON.stringify(avant) === JSON.stringify(e) ? avant : e)),
      surAvis: (avis, images) => setCollage({ avis, images }),
      surSortie: () => courant.current.surSortie?.(),
      surLien: () => setSaisieLien(true),
    });
    const reste = apres.current;
    apres.current = {};
    executer(reste);
    return () => {
      editeur.current?.fermer();
      editeur.current = null;
    };
  }, [riche, executer]);

  useEffect(() => editeur.current?.montrer(valeur), [valeur]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when they changed
  useEffect(() => editeur.current?.attributs(derniers.current), [cleAttributs]);

  /** From the plain field to the editor, caret kept, then what was asked. */
  const passer = useCallback(
    async (suite: Apres): Promise<boolean> => {
      const noeud = zone.current;
      foyer.current = noeud ? noeud.selectionStart : null;
      if (!(await preparer())) return false;
      foyer.current = noeud ? noeud.selectionStart : foyer.current;
      apres.current = suite;
      setRiche(true);
      return true;
    },
    [preparer],
  );

  const faire = (geste: Geste | "lien") => {
    if (editeur.current) executer({ geste });
    else void passer({ geste });
  };

  return (
    <div className={`fr-input-group ${champ.erreur ? "fr-input-group--error" : ""} ${champ.className ?? ""}`}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a label, whose click goes to its field */}
      <label className="fr-label" htmlFor={id} onClick={() => editeur.current?.focus()}>
        <span id={`${id}-libelle`}>{champ.libelle}</span>
        {champ.aide ? (
          <span className="fr-hint-text" id={`${id}-aide`}>
            {champ.aide}
          </span>
        ) : null}
      </label>
      {champ.outils}
      <BarreOutils id={id} etat={etat} faire={faire} />
      {saisieLien ? (
        <SaisieLien
          id={id}
          depart={etat?.lien ?? null}
          poser={(adresse) => {
            setSaisieLien(false);
            editeur.current?.lier(adresse);
          }}
          fermer={() => {
            setSaisieLien(false);
            editeur.current?.focus();
          }}
        />
      ) : null}
      {riche ? (
        <div ref={hote} className={styles.editeur} />
      ) : (
        <textarea
          ref={zone}
          className={`fr-input rg-zone ${champ.erreur ? "fr-input--error" : ""}`}
          id={id}
          rows={lignes}
          value={valeur}
          aria-describedby={decritPar(champ)}
          aria-invalid={champ.erreur ? true : undefined}
          onChange={(e) => champ.surChangement(e.target.value)}
          onBlur={champ.surSortie}
          onPaste={(e) => {
            const html = e.clipboardData.getData("text/html");
            const texte = e.clipboardData.getData("text/plain");
            const images = [...e.clipboardData.files].filter((f) => f.type.startsWith("image/"));
            // What has no form goes in as it is.
            const forme = /<(?:table|ul|ol|h[1-6]|b|strong|img|p)\b/i.test(html);
            if (!forme && (texte !== "" || images.length === 0)) return;
            e.preventDefault();
            const champTexte = e.currentTarget;
            void passer({ apport: { html, texte, images } }).then((pris) => {
              if (pris) return;
              champTexte.setRangeText(texte, champTexte.selectionStart, champTexte.selectionEnd, "end");
              champ.surChangement(champTexte.value);
            });
          }}
        />
      )}
      <div role="status" className={styles.avis}>
        {avis.length > 0 ? (
          <div className="fr-alert fr-alert--info fr-alert--sm">
            {avis.map((a) => (
              <p key={a}>{PHRASES_AVIS[a]}</p>
            ))}
            {images.length > 0 ? (
              <JoindreImage key={images.map((i) => `${i.name} ${i.lastModified} ${i.size}`).join()} images={images} />
            ) : null}
            {avis.some((a) => VERS_ANNEXES.includes(a)) ? (
              <LienChamp champ={{ section: "pieces", id: "pieces" }}>Aller aux pièces jointes</LienChamp>
            ) : null}
          </div>
        ) : null}
      </div>
      <CompteurTexte id={id} texte={valeur} />
      <MessagesChamp {...champ} />
    </div>
  );
}
