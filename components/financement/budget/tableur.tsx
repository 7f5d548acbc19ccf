"use client";
/** The spreadsheet: the grid with its keyboard, its clipboard, its buttons, and what it says. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { nomAdresse } from "@/components/dossier/nom-adresse";
import type { Rangee } from "@/lib/domain/budget";
import { accorder } from "@/lib/domain/ecriture";
import { cheminDAdresse } from "@/lib/domain/edition/changements";
import { aVerifier, type Collage, preparerCollage } from "@/lib/domain/grille/collage";
import type { Place } from "@/lib/domain/grille/deplacement";
import { type Rang, rangeeDeLigne, rangeesDe } from "@/lib/domain/grille/rangs";
import { ApercuCollage } from "./apercu-collage";
import { AvisCollage, type CollageFait } from "./avis-collage";
import type { GestesClavier } from "./clavier";
import { ConflitCase } from "./conflit-case";
import { GrilleBudget, type Somme } from "./grille";
import { nomAnnee, nomRangee } from "./noms";
import { OutilsTableur } from "./outils-tableur";
import type { UsageBudget } from "./usage-budget";
import { usePressePapiers } from "./usage-presse-papiers";
import { useTableur } from "./usage-tableur";

export type ProprietesTableur = {
  budget: UsageBudget;
  rangs: readonly Rang[];
  sommes: readonly Somme[];
  /** Every row there is, hidden ones included. */
  toutes: readonly Rangee[];
  zone: RefObject<HTMLDivElement | null>;
  nomDe: (partenaire: string | null) => string;
  surModification: (cle: string) => void;
  surBascule: (partenaire: string | null, replie: boolean) => void;
  /** Shows a row that a filter or a folded block hides. */
  surRevelation: (rangee: Rangee) => void;
};

export function Tableur(p: ProprietesTableur) {
  const { budget, rangs, sommes, toutes, zone, nomDe } = p;
  const { grille, gestes: ecritures, lectureSeule, partenaires, conflits } = budget;
  const { magasin } = useEspaceFixe();
  const [annonce, setAnnonce] = useState("");
  const annoncer = useCallback(
    (phrase: string) => setAnnonce((avant) => (avant === phrase ? `${phrase}\u00a0` : phrase)),
    [],
  );
  const rangees = useMemo(() => rangeesDe(rangs), [rangs]);
  const ordre = useMemo(
    () => [...rangs.filter((r) => r.type !== "titre"), ...sommes].map((r) => r.cle),
    [rangs, sommes],
  );
  const tableur = useTableur({ budget, rangees, ordre, annoncer });
  const [enAttente, setEnAttente] = useState<{ depart: Place; collage: Collage } | null>(null);
  const [fait, setFait] = useState<CollageFait | null>(null);
  const [conflit, setConflit] = useState<{ adresse: string; nom: string } | null>(null);

  const coller = useCallback(
    (collage: Collage) => {
      const geste = ecritures.ecrire(collage.ecritures);
      const n = collage.ecritures.length;
      setFait({ colles: n, refuses: collage.refus.length + collage.debordement.valeurs, geste });
      tableur.aFocaliser.current = true;
    },
    [ecritures, tableur.aFocaliser],
  );
  const surBloc = useCallback(
    (depart: Place, bloc: string[][]) => {
      setFait(null);
      const collage = preparerCollage({ rangees, toutes, annees: grille.annees, partenaires }, depart, bloc);
      if (aVerifier(collage)) setEnAttente({ depart, collage });
      else coller(collage);
    },
    [rangees, toutes, grille.annees, partenaires, coller],
  );
  usePressePapiers({ zone, tableur, rangees, lectureSeule, surBloc, annoncer });

  const clavier = useMemo(
    (): GestesClavier => ({
      ouvrirConflit: () => {
        const place = tableur.gestes.actif();
        const cellule = place && tableur.gestes.cellule(place);
        const adresse = cellule && cellule.index !== null ? conflits.get(`budget.${cellule.index}.montant`) : undefined;
        const rangee = place && rangees.find((r) => r.cle === place.cle);
        if (adresse === undefined || !cellule || !rangee) return false;
        setConflit({ adresse, nom: `${nomRangee(rangee, nomDe(rangee.partenaire))}, ${nomAnnee(cellule.annee)}` });
        return true;
      },
      annulerOuRetablir: (geste) => {
        const cible = geste === "annuler" ? magasin.peutAnnuler() : magasin.peutRetablir();
        if (cible === null) return annoncer(geste === "annuler" ? "Rien à annuler." : "Rien à rétablir.");
        if (cible.section !== "budget")
          return annoncer("Le dernier geste est dans une autre section : passez par le bouton en haut du dossier.");
        const retour = magasin[geste]();
        const [premiere] = retour?.adresses ?? [];
        setFait(null);
        if (premiere === undefined) return annoncer("Modifié depuis par une autre personne : laissé tel quel.");
        const chemin = cheminDAdresse(magasin.lire("budget").saisie, premiere);
        aMontrer.current = chemin === null ? null : Number(chemin.split(".")[1]);
        const autres = (retour?.adresses.length ?? 1) - 1;
        const suite = autres > 0 ? ` et ${accorder(autres, "autre")}` : "";
        annoncer(`${geste === "annuler" ? "Annulé" : "Rétabli"} : ${nomAdresse(magasin, premiere)}${suite}.`);
      },
    }),
    [tableur.gestes, conflits, rangees, magasin, annoncer, nomDe],
  );

  // A finding, an undo: the very line, wherever it is, once its row is shown.
  const aMontrer = useRef<number | null>(null);
  const [demande, setDemande] = useState(0);
  useEffect(() => {
    const montrer = (e: Event) => {
      const lu = /^budget-(\d+)-(?:montant|case-[\w-]+)$/.exec((e as CustomEvent<string>).detail);
      if (!lu) return;
      aMontrer.current = Number(lu[1]);
      setDemande((n) => n + 1);
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, []);
  const { surRevelation } = p;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for the same line
  useEffect(() => {
    const ligne = aMontrer.current;
    if (ligne === null) return;
    const rangee = rangeeDeLigne(grille, ligne);
    if (rangee === null) {
      aMontrer.current = null;
      return;
    }
    if (!rangees.some((r) => r.cle === rangee.cle)) return surRevelation(rangee);
    aMontrer.current = null;
    const colonne = Math.max(
      0,
      rangee.cellules.findIndex((c) => c.index === ligne),
    );
    tableur.gestes.aller({ cle: rangee.cle, colonne });
  }, [demande, grille, rangees, surRevelation, tableur.gestes]);

  const parCle = useMemo(() => new Map([...toutes, ...rangees].map((r) => [r.cle, r])), [toutes, rangees]);
  return (
    <>
      {lectureSeule ? null : <OutilsTableur tableur={tableur} />}
      {fait ? (
        <AvisCollage
          fait={fait}
          surAnnulation={() => {
            if (fait.geste !== null) ecritures.annuler(fait.geste);
            setFait(null);
            annoncer("Collage annulé.");
          }}
          surFermeture={() => setFait(null)}
        />
      ) : null}
      <div ref={zone}>
        <GrilleBudget
          budget={budget}
          rangs={rangs}
          sommes={sommes}
          tableur={tableur}
          clavier={clavier}
          surModification={p.surModification}
          surBascule={p.surBascule}
        />
      </div>
      <p className="fr-sr-only" role="status">
        {annonce}
      </p>
      {enAttente ? (
        <ApercuCollage
          collage={enAttente.collage}
          rangees={parCle}
          nomDe={nomDe}
          surValidation={() => {
            coller(enAttente.collage);
            setEnAttente(null);
          }}
          surFermeture={() => setEnAttente(null)}
        />
      ) : null}
      {conflit ? <ConflitCase {...conflit} surFermeture={() => setConflit(null)} /> : null}
    </>
  );
}
