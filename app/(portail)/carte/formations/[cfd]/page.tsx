import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import styles from "@/components/carte-formations/demandes/demandes.module.css";
import { DemandesRecentes } from "@/components/carte-formations/demandes/demandes-recentes";
import { EffectifsObserves } from "@/components/carte-formations/demandes/fiche/effectifs-observes";
import { Faits } from "@/components/carte-formations/demandes/fiche/informations";
import { PositionFormation } from "@/components/carte-formations/demandes/fiche/position";
import { SectionFiche } from "@/components/carte-formations/demandes/section-fiche";
import { SyntheseRentrees } from "@/components/carte-formations/demandes/synthese";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { accorder, ecrireDate } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { FormationCarte } from "@/lib/schemas/carte-demandes";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import { lireFormationCarte } from "@/lib/server/carte/formation";
import { listerDemandes } from "@/lib/server/carte/lister-demandes";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Formation de la carte" };

type Props = { params: Promise<{ cfd: string }> };

const Liens = ({ vers }: { vers: FormationCarte["remplace"] }) => (
  <ul className={styles.dossiers}>
    {vers.map((f) => (
      <li key={f.cfd}>
        <Link href={`/carte/formations/${f.cfd}`}>
          {f.libelle} ({f.cfd})
        </Link>
      </li>
    ))}
  </ul>
);

export default async function PageFormation({ params }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const filtres = lireFiltresCarte({ cfd: (await params).cfd });
  const f = filtres.cfd === "" ? null : await lireFormationCarte(agent, filtres.cfd);
  if (f === null) notFound();
  const { lignes, totaux } = await listerDemandes(agent, filtres);
  const regions = new Set(lignes.map((l) => l.regionAcademique));
  const jour = (le: string | null): string | null => (le === null ? null : ecrireDate(le));
  return (
    <>
      <FilAriane chemin={[{ href: "/carte", texte: "Carte des formations" }]} courant={f.libelle} />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">{[f.diplome, f.libelle].filter(Boolean).join(" ")}</h1>
          <p className={styles.intro}>
            CFD {f.cfd}
            {f.etablissements > 0 ? `, ${accorder(f.etablissements, "établissement")} avec une demande` : ""}.
          </p>
        </div>
      </div>
      {f.connue ? (
        <Faits
          faits={[
            ["Niveau", f.niveau === null ? null : `Niveau ${f.niveau}`],
            ["Ouverte depuis le", jour(f.ouverture)],
            ["Fermée le", jour(f.fermeture)],
            ["Remplace", f.remplace.length === 0 ? null : <Liens key="remplace" vers={f.remplace} />],
            ["Remplacée par", f.remplaceePar.length === 0 ? null : <Liens key="par" vers={f.remplaceePar} />],
          ]}
        />
      ) : (
        <p>Ce CFD n’est pas dans la nomenclature des formations que Rigel suit.</p>
      )}
      <SectionFiche id="transformations" titre="Ce qui se transforme">
        <SyntheseRentrees rentrees={f.rentrees} filtres={{ cfd: f.cfd }} />
      </SectionFiche>
      <EffectifsObserves
        effectifs={f.effectifs}
        vide="Effectif inconnu : aucun constat de rentrée importé ne compte cette formation."
      />
      <SectionFiche id="quadrant" titre="Quadrant">
        {f.positions.length === 0 ? <PositionFormation positions={null} orion={null} /> : null}
        {f.positions.map((p) => (
          <div key={p.region}>
            {f.positions.length > 1 ? <h3 className="fr-h6">{nomRegion(p.region)}</h3> : null}
            <PositionFormation positions={p} orion={null} />
          </div>
        ))}
      </SectionFiche>
      <SectionFiche id="demandes" titre="Demandes">
        <DemandesRecentes lignes={lignes} total={totaux.demandes} filtres={filtres} avecRegion={regions.size > 1} />
      </SectionFiche>
    </>
  );
}
