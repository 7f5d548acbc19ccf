import type { ReactNode } from "react";

export default function LayoutPublic({ children }: { children: ReactNode }) {
  return (
    <main id="contenu" tabIndex={-1}>
      {children}
    </main>
  );
}
