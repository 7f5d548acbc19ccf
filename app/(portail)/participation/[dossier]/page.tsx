import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { PartDuPartenaire } from "@/components/participation/part-du-partenaire";
import { Totaux } from "@/components/participation/totaux";
import { ecrireDate } from "@/lib/domain/ecriture";
import { nomEtat } from "@/lib/domain/etats";
import { REGIMES } from "@/lib/domain/nomenclatures";
import { lireParticipation } from "@/lib/server/participation/lire-participation";
import { exigerAgent } from "@/lib/server/session";

type Props = { params: Promise<{ dossier: string }> };

const lire = cache(async (id: string) => lireParticipation(await exigerAgent(), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lue = await lire((await params).dossier);
  return { title: lue === null ? "Page introuvable" : (lue.acronyme ?? lue.titre) };
}

export default async function PagePart({ params }: Props) {
  const lue = await lire((await params).dossier);
  if (lue === null) notFound();
  const nom = lue.acronyme ?? lue.titre;
  const faits = [
    nomEtat(lue.etat),
    REGIMES.libelles[lue.regime],
    lue.dateDepot === null ? null : `Dépôt : ${ecrireDate(lue.dateDepot)}`,
  ].filter((fait) => fait !== null);
  return (
    <>
      <FilAriane chemin={[{ href: "/participation", texte: "Participation" }]} courant={nom} />
      <h1 className="fr-h2">
        {nom}
        {lue.acronyme === null ? null : <span className="fr-hint-text">{lue.titre}</span>}
      </h1>
      {lue.parts.length === 0 ? (
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
          {lue.parts.map((part) => (
            <PartDuPartenaire key={part.cle} part={part} />
          ))}
          {lue.totaux === null ? null : <Totaux totaux={lue.totaux} />}
          <p className="rg-lecture fr-mt-4w">
            Un chiffre ou une information est inexact ? Écrivez à l’équipe du dossier, par exemple à la personne qui
            vous a invité : elle seule le corrige.
          </p>
        </>
      )}
    </>
  );
}
