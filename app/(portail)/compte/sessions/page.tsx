import type { Metadata } from "next";
import { SessionsFinies, SessionsOuvertes } from "@/components/compte/sessions";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { exigerAgent, referenceCourante } from "@/lib/server/session";
import { listerSessions } from "@/lib/server/session/lister-sessions";
import { revoquer, revoquerAutres } from "./actions";

export const metadata: Metadata = { title: "Mes sessions" };

export default async function PageSessions() {
  const agent = await exigerAgent();
  const { ouvertes, finies } = await listerSessions(agent, await referenceCourante(), new Date());
  return (
    <>
      <FilAriane chemin={[{ href: "/compte", texte: "Mon compte" }]} courant="Mes sessions" />
      <h1 className="fr-h2">Mes sessions</h1>
      <section aria-labelledby="ouvertes" className="fr-mb-6w">
        <h2 className="fr-h4" id="ouvertes">
          Sessions ouvertes
        </h2>
        <p className="rg-lecture">
          Une session dure douze heures au plus et se ferme après deux heures sans activité. Vous n’en reconnaissez pas
          une ? Fermez-la, puis prévenez l’administration du service.
        </p>
        <SessionsOuvertes ouvertes={ouvertes} revoquer={revoquer} revoquerAutres={revoquerAutres} />
      </section>
      <section aria-labelledby="finies">
        <h2 className="fr-h4" id="finies">
          Sessions terminées
        </h2>
        <SessionsFinies finies={finies} />
      </section>
    </>
  );
}
