import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DossiersRouverts } from "@/components/dossiers-liste/dossiers-rouverts";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { pageAccueil } from "@/lib/server/accueil";
import { listerRouverts, PAR_PAGE } from "@/lib/server/dossiers/versions-seules";
import { peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";

export const metadata: Metadata = { title: "Dossiers rouverts par leur équipe" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageVersions({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "dossier.lister")) redirect(pageAccueil(agent));
  const { dossier, page: demandee } = await searchParams;
  const seul = typeof dossier === "string" ? dossier : undefined;
  if (seul !== undefined && !estIdentifiant(seul)) notFound();
  const page = typeof demandee === "string" && /^[1-9]\d{0,5}$/.test(demandee) ? Number(demandee) : 1;
  const { dossiers, total, page: montree, pages } = await listerRouverts(agent, page, seul);
  if (seul !== undefined && total === 0) notFound();
  return (
    <>
      <FilAriane chemin={[{ href: "/dossiers", texte: "Dossiers" }]} courant="Dossiers rouverts par leur équipe" />
      <h1 className="fr-h2">Dossiers rouverts par leur équipe</h1>
      <p>
        {seul === undefined
          ? "Ces dossiers ont été déposés, puis rouverts : leur équipe prépare une nouvelle version."
          : "Ce dossier a été déposé, puis rouvert : son équipe prépare une nouvelle version."}{" "}
        Seul ce qui a été déposé se lit ici, tel que figé au jour du dépôt.
      </p>
      <DossiersRouverts dossiers={dossiers} />
      {pages > 1 ? (
        <Pagination
          page={montree}
          pages={pages}
          total={total}
          parPage={PAR_PAGE}
          adresse={(p) => `/versions?page=${p}`}
        />
      ) : null}
    </>
  );
}
