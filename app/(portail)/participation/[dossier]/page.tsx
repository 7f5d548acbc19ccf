import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { adresseDePart } from "@/components/participation/adresse-part";
import { EspacePart } from "@/components/participation/espace-part";
import { IdentitePart } from "@/components/participation/identite-part";
import { PartEnEdition } from "@/components/participation/part-en-edition";
import styles from "@/components/participation/participation.module.css";
import { ecrireDate } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";
import type { Part } from "@/lib/schemas/participation";
import { lirePagePart } from "@/lib/server/participation/lire-page-part";
import { lireParticipation } from "@/lib/server/participation/lire-participation";
import { exigerAgent } from "@/lib/server/session";
import { enregistrerPart } from "./actions";
import "@/components/dsfr/champs.css";
import "@/components/dossier/espace.css";

type Props = {
  params: Promise<{ dossier: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const lire = cache(async (id: string) => lireParticipation(await exigerAgent(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lue = await lire((await params).dossier);
  return { title: lue === null ? "Page introuvable" : (lue.acronyme ?? lue.titre) };
}

export default async function PagePart({ params, searchParams }: Props) {
  const { dossier } = await params;
  const lue = await lire(dossier);
  if (lue === null) notFound();
  const { partenaire } = await searchParams;
  const part = lue.parts.find((p) => p.cle === partenaire) ?? lue.parts[0];
  const nom = lue.acronyme ?? lue.titre;
  const faits = [
    nomEtat(lue.etat),
    REGIMES.libelles[lue.regime],
    lue.dateDepot === null ? null : `Dépôt : ${ecrireDate(lue.dateDepot)}`,
  ].filter((fait) => fait !== null);
  return (
    <>
      <FilAriane chemin={[{ href: "/participation", texte: "Participation" }]} courant={nom} />
      <h1 className="fr-h2">
        {nom}
        {lue.acronyme === null ? null : <span className="fr-hint-text">{lue.titre}</span>}
      </h1>
      {part === undefined ? (
        <div className="fr-alert fr-alert--warning">
          <h2 className="fr-alert__title">Votre organisation ne figure plus dans ce dossier</h2>
          <p>
            L’équipe du dossier a retiré le partenaire que vous représentiez. Si c’est une erreur, écrivez à la personne
            qui vous a invité.
          </p>
        </div>
      ) : (
        <>
          <p className="fr-hint-text">{faits.join(" · ")}</p>
          {lue.parts.length > 1 ? <Choix dossier={dossier} parts={lue.parts} courante={part.cle} /> : null}
          <UnePart dossier={dossier} part={part} />
        </>
      )}
    </>
  );
}

/** Several organisations in one dossier: one at a time. */
function Choix({ dossier, parts, courante }: { dossier: string; parts: readonly Part[]; courante: string }) {
  return (
    <nav aria-label="Organisations que vous représentez">
      <ul className={styles.choix}>
        {parts.map((p) => (
          <li key={p.cle}>
            <Link
              className={`fr-tag ${p.cle === courante ? "fr-icon-check-line fr-tag--icon-left" : ""}`}
              href={adresseDePart(dossier, p.cle)}
              aria-current={p.cle === courante ? "page" : undefined}
            >
              {p.nom}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function UnePart({ dossier, part }: { dossier: string; part: Part }) {
  const lue = await lirePagePart(await exigerAgent(), dossier, part.cle, new Date());
  if (lue === null) notFound();
  const { espace, totaux, suivi, changes, lettre } = lue;
  return (
    <EspacePart
      // Another part, or another person since: another page, and what was typed stays with who typed it.
      key={`${part.cle}:${espace.lecteur.id}`}
      espace={espace}
      partenaire={part.cle}
      totaux={totaux}
      suivi={suivi}
      changes={changes}
      enregistrerPart={enregistrerPart}
    >
      <PartEnEdition nom={part.nom} identite={<IdentitePart part={part} />} lettre={lettre} />
    </EspacePart>
  );
}
