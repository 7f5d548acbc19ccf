// biome-ignore-all lint/a11y/useFocusableInteractive: its cells take the focus, one at a time
// biome-ignore-all lint/a11y/noRedundantRoles: rows are laid out as grids, and browsers then forget the table
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid take the focus
"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Totaux } from "@/lib/domain/budget";
import { ecrireNombre } from "@/lib/domain/ecriture";
import type { Place } from "@/lib/domain/grille/deplacement";
import type { Rang } from "@/lib/domain/grille/rangs";
import { type GestesClavier, toucheDeGrille } from "./clavier";
import styles from "./grille.module.css";
import { LigneGrille } from "./ligne-grille";
import { nomAnnee, SANS_PARTENAIRE } from "./noms";
import { CasesSommes, EnteteSomme } from "./sommes";
import type { UsageBudget } from "./usage-budget";
import type { Tableur } from "./usage-tableur";

/** Rows beyond which only those in sight are drawn: find-in-page then sees those only (docs/budget-grid.md). */
export const SEUIL_VIRTUEL = 150;
/** What the server draws of such a grid: a screen of it. */
const PREMIERES = 30;
const HAUTEUR = { rangee: 39, detail: 61, titre: 45 };

export type Somme = { cle: string; nom: string; totaux: Totaux; classe: "eligible" | "hors" | "cout" | "filtre" };

/** Partner × post × year. Roles are written out: rows are laid out as grids, which makes browsers forget the table. */
export function GrilleBudget({
  budget,
  rangs,
  sommes,
  tableur,
  clavier,
  surModification,
  surBascule,
}: {
  budget: UsageBudget;
  rangs: readonly Rang[];
  sommes: readonly Somme[];
  tableur: Tableur;
  clavier: GestesClavier;
  surModification: (cle: string) => void;
  surBascule: (partenaire: string | null, replie: boolean) => void;
}) {
  const { grille, partenaires } = budget;
  const { gestes, arret, edition, plage, terrain, aFocaliser } = tableur;
  const defile = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const noms = useMemo(() => new Map(partenaires.map((p) => [p.id as string | null, p])), [partenaires]);
  const rangParCle = useMemo(() => new Map(rangs.map((r, i) => [r.cle, i])), [rangs]);

  const virtuel = rangs.length > SEUIL_VIRTUEL;
  const [monte, setMonte] = useState(false);
  useEffect(() => setMonte(true), []);
  const rangActif = arret === null ? undefined : rangParCle.get(arret.cle);
  const virtualiseur = useVirtualizer({
    count: virtuel ? rangs.length : 0,
    getScrollElement: () => defile.current,
    estimateSize: (i) => {
      const r = rangs[i];
      if (r?.type === "titre") return HAUTEUR.titre;
      if (r?.type !== "rangee") return HAUTEUR.rangee;
      const { libelle, eligible, assiette } = r.rangee;
      return libelle || eligible !== null || assiette !== "oui" ? HAUTEUR.detail : HAUTEUR.rangee;
    },
    getItemKey: (i) => rangs[i]?.cle ?? i,
    overscan: 10,
    useFlushSync: false,
    // The row that holds the focus stays drawn, wherever the others have scrolled to.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [debut, fin] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      const vus = Array.from({ length: Math.max(0, fin - debut + 1) }, (_, i) => debut + i);
      if (rangActif === undefined || (rangActif >= debut && rangActif <= fin)) return vus;
      return rangActif < debut ? [rangActif, ...vus] : [...vus, rangActif];
    },
  });
  const places = virtuel && monte ? virtualiseur.getVirtualItems() : null;
  const hauteur = places === null ? null : virtualiseur.getTotalSize();

  // The focus follows the active cell once it is drawn.
  useLayoutEffect(() => {
    if (!aFocaliser.current || arret === null || edition !== null) return;
    const noeud = table.current?.querySelector<HTMLElement>("[data-rang] [data-colonne][tabindex='0']");
    const cible = noeud ?? table.current?.querySelector<HTMLElement>("[data-rang] [data-colonne='-1'] [tabindex='0']");
    if (!cible) return;
    aFocaliser.current = false;
    cible.focus({ preventScroll: true });
    tenirEnVue(cible, virtuel ? REPRISES : 1);
  });

  const placeDe = useCallback((noeud: EventTarget | null): Place | null => {
    const cellule = (noeud as Element | null)?.closest?.<HTMLElement>("[data-colonne]");
    const cle = cellule?.closest<HTMLElement>("[data-rang]")?.dataset.rang;
    return cellule && cle !== undefined ? { cle, colonne: Number(cellule.dataset.colonne) } : null;
  }, []);
  const souris = useSouris(tableur, placeDe, clavier);
  const fautes = Object.keys(budget.erreurs).length > 0 ? budget.erreurs : null;

  const ligne = (i: number, debut: number | null) => {
    const rang = rangs[i];
    if (rang === undefined) return null;
    const saisie = terrain.rangsSaisie.get(rang.cle);
    const dedans = plage !== null && saisie !== undefined && saisie >= plage.l0 && saisie <= plage.l1;
    return (
      <LigneGrille
        key={rang.cle}
        rang={rang}
        numero={i + 2}
        index={i}
        debut={debut}
        mesurer={virtuel && monte ? virtualiseur.measureElement : undefined}
        partenaire={nomPartenaire(noms, rang)}
        chefDeFile={rang.type === "partenaire" && noms.get(rang.partenaire)?.chefDeFile === true}
        fautes={fautes}
        conflits={budget.conflits.size > 0 ? budget.conflits : null}
        lectureSeule={budget.lectureSeule}
        arret={arret?.cle === rang.cle ? arret.colonne : null}
        c0={dedans ? plage.c0 : null}
        c1={dedans ? plage.c1 : null}
        edition={edition?.cle === rang.cle ? edition : null}
        gestes={gestes}
        colonnes={grille.annees.length + 2}
        surModification={surModification}
        surBascule={surBascule}
      />
    );
  };

  return (
    <div className={styles.defile} ref={defile}>
      <table
        ref={table}
        className={styles.grille}
        role="grid"
        aria-labelledby="titre-section"
        aria-describedby="touches-grille"
        aria-multiselectable="true"
        aria-readonly={budget.lectureSeule ? true : undefined}
        aria-rowcount={rangs.length + sommes.length + 1}
        aria-colcount={grille.annees.length + 2}
        data-virtuel={virtuel ? "" : undefined}
        onKeyDown={(e) => toucheDeGrille(e, tableur, clavier)}
        onFocus={(e) => {
          const place = placeDe(e.target);
          if (place === null || gestes.enEdition()) return;
          const ici = gestes.actif();
          if (ici?.cle !== place.cle || ici.colonne !== place.colonne) gestes.aller(place, { focus: false });
        }}
        {...souris}
      >
        <thead role="rowgroup" className={styles.entete}>
          <tr role="row" aria-rowindex={1}>
            <th scope="col" role="columnheader" aria-colindex={1}>
              Partenaire et poste <span className={styles.discret}>(en euros)</span>
            </th>
            {grille.annees.map((a, i) => (
              <th
                key={String(a)}
                scope="col"
                role="columnheader"
                aria-colindex={i + 2}
                title={budget.horsProjet.has(a) ? `${a}\u202f: hors des dates du projet` : undefined}
                className={budget.horsProjet.has(a) ? styles.horsProjet : undefined}
              >
                {nomAnnee(a)}
                {budget.horsProjet.has(a) ? <span className={styles.discret}> hors projet</span> : null}
              </th>
            ))}
            <th scope="col" role="columnheader" aria-colindex={grille.annees.length + 2}>
              Total
            </th>
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          className={places === null ? undefined : styles.virtuel}
          ref={(noeud) => {
            // Set on the node: a style attribute from the server would be refused by the content policy.
            if (noeud) noeud.style.height = hauteur === null ? "" : `${hauteur}px`;
          }}
        >
          {places === null
            ? rangs.slice(0, virtuel ? PREMIERES : rangs.length).map((_, i) => ligne(i, null))
            : places.map((p) => ligne(p.index, p.start))}
        </tbody>
        <tfoot role="rowgroup" className={styles.pied}>
          {sommes.map((s, i) => (
            <tr
              key={s.cle}
              role="row"
              aria-rowindex={rangs.length + i + 2}
              data-rang={s.cle}
              className={`${styles.somme} ${styles[s.classe]}`}
            >
              <EnteteSomme nom={s.nom} arret={arret?.cle === s.cle ? arret.colonne : null} />
              <CasesSommes totaux={s.totaux} arret={arret?.cle === s.cle ? arret.colonne : null} />
            </tr>
          ))}
        </tfoot>
      </table>
      {virtuel ? (
        <p className="fr-sr-only">
          {ecrireNombre(rangs.length)} lignes : seules celles qui sont à l’écran se trouvent par la recherche du
          navigateur.
        </p>
      ) : null}
    </div>
  );
}

/** Rows drawn on the way are measured, and push those below: looked at again for a few frames, as long as the focus stays. */
const REPRISES = 12;
function tenirEnVue(cible: HTMLElement, reste: number): void {
  const cellule = cible.closest("[data-colonne]") ?? cible;
  cellule.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  if (reste > 1)
    requestAnimationFrame(() => {
      if (document.activeElement === cible) tenirEnVue(cible, reste - 1);
    });
}

function nomPartenaire(noms: ReadonlyMap<string | null, { nom: string }>, rang: Rang): string {
  if (rang.type === "titre") return "";
  const id = rang.type === "rangee" ? rang.rangee.partenaire : rang.partenaire;
  return noms.get(id)?.nom ?? (id === null ? SANS_PARTENAIRE : id);
}

/** Click, Shift + click, drag, double click; a touch on the active cell opens it. */
function useSouris(tableur: Tableur, placeDe: (noeud: EventTarget | null) => Place | null, clavier: GestesClavier) {
  const { gestes } = tableur;
  const tire = useRef(false);
  const dejaActive = useRef(false);
  useEffect(() => {
    const lacher = () => {
      tire.current = false;
    };
    window.addEventListener("pointerup", lacher);
    return () => window.removeEventListener("pointerup", lacher);
  }, []);
  const surControle = (e: MouseEvent) => (e.target as Element).closest("button, input, a") !== null;
  return {
    onMouseDown: (e: MouseEvent) => {
      const place = placeDe(e.target);
      if (e.button !== 0 || place === null || surControle(e)) return;
      const ici = gestes.actif();
      dejaActive.current = ici?.cle === place.cle && ici.colonne === place.colonne;
      // The cell takes the focus by itself; the range's other end does too.
      e.preventDefault();
      gestes.aller(place, { etendre: e.shiftKey });
      tire.current = true;
    },
    onMouseOver: (e: MouseEvent) => {
      if (!tire.current || e.buttons !== 1) return;
      const place = placeDe(e.target);
      const ici = gestes.actif();
      if (place !== null && (ici?.cle !== place.cle || ici.colonne !== place.colonne))
        gestes.aller(place, { etendre: true });
    },
    onDoubleClick: (e: MouseEvent) => {
      if (placeDe(e.target) !== null && !surControle(e)) gestes.editer();
    },
    onClick: (e: MouseEvent) => {
      if (surControle(e) || placeDe(e.target) === null) return;
      if ((e.target as Element).closest("[aria-invalid]") && !e.shiftKey && clavier.ouvrirConflit()) return;
      const doigt = (e.nativeEvent as PointerEvent).pointerType === "touch";
      if (doigt && dejaActive.current) gestes.editer();
    },
  };
}
