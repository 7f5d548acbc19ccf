import type { ReactNode } from "react";
import { exigerAgent } from "@/lib/server/session";

/** Signed-in pages. Each still asks for its own right: a layout is not run again at every navigation. */
export default async function LayoutPortail({ children }: { children: ReactNode }) {
  await exigerAgent();
  return (
    <main id="contenu" tabIndex={-1}>
      <div className="fr-container fr-pb-6w">{children}</div>
    </main>
  );
}
