import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    // Fonts stay files: inlined ones would be sent again with every change of the style sheet.
    assetsInlineLimit: 0,
    // What many pages share comes in one file: thirty small ones take longer to ask for than to read.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              test: /^(?!.*node_modules).*\/(web|src|charts)\//,
              minShareCount: 10,
            },
          ],
        },
      },
    },
  },
});
