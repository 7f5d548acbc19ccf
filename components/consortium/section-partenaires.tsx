"use client";
import { useEffect, useRef, useState } from "react";
import { MONTRER_CHAMP } from "@/components/dossier/aller-au-champ";
import { CadreSection } from "@/components/dossier/cadre-section";
import { useLignes } from "@/components/dossier/champ-saisi";
import { ConstatsSous } from "@/components/dossier/constats-sous";
import { useEspace } from "@/components/dossier/espace-contexte";
import { AvisRetrait, useRetrait } from "@/components/dsfr/avis-retrait";
import { CampusLies } from "./campus-lies";
import { CartePartenaire, nomDePartenaire, type PartenaireSaisi } from "./carte-partenaire";
import styles from "./consortium.module.css";
import { useLettres } from "./etat-lettre";
import { usagesDe } from "./usages";

/**
 * An id that the dossier never had: budget, plan and plateaux name partners by it, and so do the rights of their contacts. A
 * removed partner's id given again would open the new partner's part to the contact of the old one.
 */
function idNouveau(): string {
  const octets = crypto.getRandomValues(new Uint8Array(5));
  return `partenaire-${Array.from(octets, (o) => o.toString(16).padStart(2, "0")).join("")}`;
}

export function SectionPartenaires({
  campusConnus,
}: {
  campusConnus: readonly { nom: string; excellence: boolean }[];
}) {
  return (
    <CadreSection
      section="partenaires"
      titre="Partenaires"
      intro="Le consortium réunit ceux qui portent, financent ou accueillent le projet. Chaque apport est prouvé par une lettre d’engagement du même montant."
    >
      <ListePartenaires />
      <CampusLies connus={campusConnus} />
    </CadreSection>
  );
}

function ListePartenaires() {
  const { fichier } = useEspace();
  const { lignes, lectureSeule, ajouter, ecrire, retirer, remettre } = useLignes<PartenaireSaisi>(
    "partenaires",
    "partenaires",
  );
  const lettres = useLettres();
  const retraits = useRetrait({ retirer, remettre });
  const [ouvertes, setOuvertes] = useState<ReadonlySet<string>>(new Set());
  const [refus, setRefus] = useState<{ nom: string; usages: string } | null>(null);
  const aFocaliser = useRef<string | null>(null);

  const basculer = (id: string, ouverte: boolean) =>
    setOuvertes((avant) => {
      const suite = new Set(avant);
      if (ouverte) suite.add(id);
      else suite.delete(id);
      return suite;
    });

  // A finding names a field of a folded card: unfold it, the field is then there to be focused.
  useEffect(() => {
    const montrer = (e: Event) => {
      const rang = /^partenaires-(\d+)-/.exec((e as CustomEvent<string>).detail)?.[1];
      const p = rang === undefined ? undefined : lignes[Number(rang)];
      if (p) setOuvertes((avant) => new Set(avant).add(p.id));
    };
    window.addEventListener(MONTRER_CHAMP, montrer);
    return () => window.removeEventListener(MONTRER_CHAMP, montrer);
  }, [lignes]);

  useEffect(() => {
    if (aFocaliser.current === null) return;
    const champ = document.getElementById(aFocaliser.current);
    if (!champ) return;
    aFocaliser.current = null;
    champ.focus();
  });

  return (
    <div className={styles.bloc}>
      <div className={styles.titre}>
        <h3 className="fr-h5 fr-mb-0" id="titre-partenaires">
          Membres du consortium
        </h3>
        {lectureSeule ? null : (
          <button
            type="button"
            id="ajouter-partenaire"
            className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
            onClick={() => {
              const id = idNouveau();
              retraits.oublier();
              setRefus(null);
              aFocaliser.current = `partenaires-${lignes.length}-nom`;
              basculer(id, true);
              ajouter({
                id,
                nom: null,
                nature: null,
                categorie: null,
                // The first partner most often carries the project; it takes one click to change.
                chefDeFile: lignes.length === 0,
                siret: null,
                uai: null,
                lettreEngagement: null,
                aideEtat: null,
              });
            }}
          >
            Ajouter un partenaire
          </button>
        )}
      </div>
      {lignes.length === 0 ? (
        <p className={styles.vide}>
          Aucun partenaire. Commencez par le chef de file : l’opérateur public (GIP, EPLE, université…) qui portera le
          projet et recevra la subvention.
        </p>
      ) : (
        <ul className={styles.liste} aria-labelledby="titre-partenaires">
          {lignes.map((p, rang) => (
            <CartePartenaire
              key={p.id}
              rang={rang}
              ouverte={ouvertes.has(p.id)}
              apport={lettres.get(p.id)}
              surBascule={() => basculer(p.id, !ouvertes.has(p.id))}
              surChefDeFile={() => ecrire(lignes.map((l, i) => ({ ...l, chefDeFile: i === rang })))}
              surRetrait={() => {
                const nom = nomDePartenaire(p.nom, rang);
                const usages = usagesDe(fichier, p.id);
                setRefus(usages ? { nom, usages } : null);
                if (usages) retraits.oublier();
                else retraits.enlever(p, rang, nom);
              }}
            />
          ))}
        </ul>
      )}
      <div aria-live="polite">
        {refus ? (
          <div className="fr-alert fr-alert--warning fr-alert--sm fr-mt-2w">
            <p>
              {refus.nom} ne peut pas être retiré : {refus.usages} le désignent encore. Retirez-les ou confiez-les
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
