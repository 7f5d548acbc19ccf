"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { useLignes } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { useEspace } from "@/components/dossier/espace-contexte";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { typographie } from "@/lib/domain/ecriture";
import { AjoutPartenaire } from "./ajout-partenaire";
import { CartePartenaire } from "./carte-partenaire";
import styles from "./consortium.module.css";
import { useLettres } from "./etat-lettre";
import { FiltresPartenaires, filtrer, SANS_FILTRE } from "./filtres-partenaires";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";
import { totauxParPartenaire } from "./totaux";
import { usagesDe } from "./usages";

/** The first one carries the project unless told otherwise: said, since nobody asked for it. */
const direAjout = (ligne: PartenaireSaisi, rang: number): string =>
  typographie(
    `${nomDePartenaire(ligne.nom, rang, ligne.siret)} est ajouté.${ligne.chefDeFile ? " Premier partenaire : chef de file. Désignez-en un autre si ce n’est pas lui." : ""}`,
  );

/** Shorter lists are read at a glance. */
const FILTRES_DES = 6;

export function ListePartenaires() {
  const { fichier } = useEspace();
  const gestes = useLignes<PartenaireSaisi>("partenaires", "partenaires");
  const { lignes, lectureSeule, ajouter, ecrire, retirer, remettre } = gestes;
  const lettres = useLettres();
  const { budget, financements, repartition } = fichier;
  const totaux = useMemo(
    () => totauxParPartenaire({ budget, financements, repartition }),
    [budget, financements, repartition],
  );
  const retraits = useRetrait({ retirer, remettre });
  const [ouvertes, setOuvertes] = useState<ReadonlySet<string>>(new Set());
  const [refus, setRefus] = useState<{ nom: string; usages: string } | null>(null);
  const [filtres, setFiltres] = useState(SANS_FILTRE);
  const [annonce, setAnnonce] = useState("");
  const aFocaliser = useRef<string | null>(null);
  // The gestures of the cards never change, so that typing in one does not draw the sixty others: they read this.
  const present = useRef({ lignes, fichier, retraits });
  useEffect(() => {
    present.current = { lignes, fichier, retraits };
  });

  const ouvrir = useCallback((id: string) => setOuvertes((avant) => new Set(avant).add(id)), []);
  const basculer = useCallback((rang: number) => {
    const id = present.current.lignes[rang]?.id;
    if (id === undefined) return;
    setOuvertes((avant) => {
      const suite = new Set(avant);
      if (!suite.delete(id)) suite.add(id);
      return suite;
    });
  }, []);
  const designer = useCallback(
    (rang: number) => {
      const { lignes: avant } = present.current;
      const ancien = avant.findIndex((l, i) => l.chefDeFile === true && i !== rang);
      // One gesture: « Annuler » gives its place back to the former one.
      ecrire(avant.map((l, i) => (l.chefDeFile === (i === rang) ? l : { ...l, chefDeFile: i === rang })));
      const nom = nomDePartenaire(avant[rang]?.nom, rang, avant[rang]?.siret);
      const place =
        ancien === -1 ? "" : `, à la place de ${nomDePartenaire(avant[ancien]?.nom, ancien, avant[ancien]?.siret)}`;
      setAnnonce(`${nom} est chef de file${place}. « Annuler » revient en arrière.`);
    },
    [ecrire],
  );
  const enlever = useCallback((rang: number) => {
    const { lignes: avant, fichier: lu, retraits: r } = present.current;
    const p = avant[rang];
    if (p === undefined) return;
    const nom = nomDePartenaire(p.nom, rang, p.siret);
    const usages = usagesDe(lu, p.id);
    setRefus(usages ? { nom, usages } : null);
    if (usages) r.oublier();
    else r.enlever(p, rang, nom);
  }, []);

  // A finding names a field of a folded or filtered card: show it, the field is then there to be focused.
  useEffect(() => {
    const montrer = (e: Event) => {
      const rang = /^partenaires-(\d+)(?:-|$)/.exec((e as CustomEvent<string>).detail)?.[1];
      const p = rang === undefined ? undefined : present.current.lignes[Number(rang)];
      if (!p) return;
      setFiltres((f) => ({ ...SANS_FILTRE, tri: f.tri }));
      ouvrir(p.id);
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, [ouvrir]);

  useEffect(() => {
    if (aFocaliser.current === null) return;
    const champ = document.getElementById(aFocaliser.current);
    if (!champ) return;
    aFocaliser.current = null;
    champ.focus();
  });

  const montres = filtrer(lignes, filtres, lettres, totaux);
  const chefs = lignes.filter((l) => l.chefDeFile === true).length;
  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-partenaires">
          Partenaires du consortium
        </h3>
      </div>
      {lectureSeule ? null : (
        <AjoutPartenaire
          surAjout={(ligne, ou) => {
            retraits.oublier();
            setRefus(null);
            setFiltres((f) => ({ ...SANS_FILTRE, tri: f.tri }));
            // The one just added, alone: the others would push it out of sight.
            setOuvertes(new Set([ligne.id]));
            aFocaliser.current = ou === "nom" ? `partenaires-${lignes.length}-nom` : `bascule-partenaire-${ligne.id}`;
            ajouter(ligne);
            setAnnonce(direAjout(ligne, lignes.length));
          }}
          surDejaLa={(id) => {
            setFiltres((f) => ({ ...SANS_FILTRE, tri: f.tri }));
            ouvrir(id);
            aFocaliser.current = `bascule-partenaire-${id}`;
            setAnnonce("Cette organisation est déjà partenaire : sa fiche est ouverte.");
          }}
        />
      )}
      {lignes.length >= FILTRES_DES ? (
        <FiltresPartenaires
          filtres={filtres}
          surChangement={setFiltres}
          montres={montres.length}
          total={lignes.length}
        />
      ) : null}
      {lignes.length > 0 && chefs !== 1 ? (
        <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-2w">
          <p>
            {chefs === 0
              ? "Aucun chef de file : désignez celui qui portera le projet et recevra la subvention."
              : "Plusieurs chefs de file : n’en gardez qu’un, en le désignant à nouveau."}
          </p>
        </div>
      ) : null}
      <p className={styles.annonce} role="status">
        {annonce}
      </p>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun partenaire. Commencez par le chef de file : l’opérateur public (GIP, EPLE, université…) qui portera le
          projet et recevra la subvention.
        </p>
      ) : (
        <ul className={styles.liste} aria-labelledby="titre-partenaires">
          {montres.map((rang) => {
            const p = lignes[rang] as PartenaireSaisi;
            return (
              <CartePartenaire
                key={p.id}
                rang={rang}
                ouverte={ouvertes.has(p.id)}
                apport={lettres.get(p.id)}
                totaux={totaux.get(p.id)}
                surBascule={basculer}
                surChefDeFile={designer}
                surRetrait={enlever}
              />
            );
          })}
          {montres.length === 0 ? <li className={styles.vide}>Aucun partenaire ne répond à ces filtres.</li> : null}
        </ul>
      )}
      <div aria-live="polite">
        {refus ? (
          <div className="fr-alert fr-alert--warning fr-alert--sm fr-mt-2w">
            <p>
              {refus.nom} ne peut pas être retiré : {refus.usages} le désignent encore. Retirez-les ou confiez-les
              d’abord à un autre partenaire.
            </p>
          </div>
        ) : null}
      </div>
      {retraits.retrait ? <AvisRetrait nom={retraits.retrait.nom} surAnnulation={retraits.annuler} /> : null}
      <ConstatsSous section="partenaires" id="ajouter-partenaire" />
    </div>
  );
}
