import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import styles from "@/components/carte-formations/demandes/demandes.module.css";
import { ConstatsDeLaDemande } from "@/components/carte-formations/demandes/fiche/constats";
import { DossiersDeLaDemande } from "@/components/carte-formations/demandes/fiche/dossiers";
import { HistoireDeLaDemande } from "@/components/carte-formations/demandes/fiche/histoire";
import { InformationsDeLaDemande } from "@/components/carte-formations/demandes/fiche/informations";
import { MethodesDeLaDemande } from "@/components/carte-formations/demandes/fiche/methodes";
import { PlacesDeLaDemande } from "@/components/carte-formations/demandes/fiche/places";
import { PositionFormation } from "@/components/carte-formations/demandes/fiche/position";
import { enTete } from "@/components/carte-formations/demandes/noms";
import { SectionFiche } from "@/components/carte-formations/demandes/section-fiche";
import { nomFormation } from "@/components/carte-formations/liens/mots";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { TYPES_DEMANDE } from "@/lib/domain/carte/methodes";
import { nomRegion } from "@/lib/domain/nomenclatures";
import { CHEMIN_DEMANDES } from "@/lib/schemas/carte-filtres";
import { lireDemandeCarte } from "@/lib/server/carte/lire-demande";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Demande de la carte" };

type Props = { params: Promise<{ numero: string }> };

export default async function PageDemande({ params }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const d = await lireDemandeCarte(agent, decodeURIComponent((await params).numero));
  if (d === null) notFound();
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/carte", texte: "Carte des formations" },
          { href: CHEMIN_DEMANDES, texte: "Demandes" },
        ]}
        courant={`Demande ${d.numero}`}
      />
      <div className={styles.entete}>
        <div>
          <h1 className="fr-h2">{nomFormation(d)}</h1>
          <p className={styles.intro}>
            <Link href={`/carte/etablissements/${d.uai}`}>{d.etablissement ?? d.uai}</Link>
            {[d.commune, d.uai, d.regionAcademique === null ? null : nomRegion(d.regionAcademique)]
              .filter((t) => t !== null)
              .map((t) => `, ${t}`)}
            . Demande {d.numero}, rentrée {d.rentree}.{" "}
            <Link href={`/carte/formations/${d.cfd}`}>Voir la formation {d.cfd}</Link>
          </p>
        </div>
        <ul className={`fr-badges-group ${styles.badges}`}>
          <li>
            <p className="fr-badge fr-badge--info fr-badge--no-icon">{TYPES_DEMANDE[d.type]}</p>
          </li>
          <li>
            <p className={`fr-badge fr-badge--no-icon ${d.statut === "demande validée" ? "fr-badge--success" : ""}`}>
              {enTete(d.statut)}
            </p>
          </li>
        </ul>
      </div>
      <SectionFiche id="places" titre="Places">
        <PlacesDeLaDemande d={d} />
      </SectionFiche>
      <SectionFiche id="taux" titre="Ce qu’elle compte dans les taux">
        <MethodesDeLaDemande d={d} />
      </SectionFiche>
      <SectionFiche id="constat" titre="Places ouvertes et places occupées">
        <ConstatsDeLaDemande d={d} />
      </SectionFiche>
      <SectionFiche id="dossiers" titre="Dossiers rattachés">
        <DossiersDeLaDemande dossiers={d.dossiers} />
      </SectionFiche>
      <SectionFiche id="quadrant" titre="Quadrant">
        <PositionFormation positions={d.positions} orion={d} />
      </SectionFiche>
      <SectionFiche id="histoire" titre="Histoire de la demande">
        <HistoireDeLaDemande d={d} />
      </SectionFiche>
      <SectionFiche id="informations" titre="Autres informations">
        <InformationsDeLaDemande d={d} />
      </SectionFiche>
    </>
  );
}
