// The map that can be moved: MapLibre over the borders that are served with the pages. Where there
// is no WebGL it throws, and the drawn map stays.
const box = document.querySelector(".mapbox");
if (box) {
  try {
    if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
    const lib = await import("/static/vendor/maplibre-gl.mjs");
    lib.setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
    const [west, south, east, north] = box.dataset.bounds.split(",").map(Number);
    const token = (name) => {
      // A colour that follows light and dark is resolved by a canvas of one pixel's ground.
      const probe = document.createElement("i");
      probe.className = `probe-${name}`;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return colour;
    };
    const colours = () => Object.fromEntries(["paper", "sheet", "wash", "ink", "soft", "edge"].map((n) => [n, token(n)]));
    const circle = (lon, lat, km) => {
      const ring = [];
      for (let i = 0; i <= 48; i++) {
        const a = (i / 48) * 2 * Math.PI;
        ring.push([lon + (km * Math.cos(a)) / (111.2 * Math.max(0.05, Math.cos((lat * Math.PI) / 180))), lat + (km * Math.sin(a)) / 111.2]);
      }
      return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring } };
    };
    const style = (c) => ({
      version: 8,
      sources: {
        land: { type: "geojson", data: "/static/vendor/world-near.json" },
        names: { type: "geojson", data: "/static/vendor/world-names.json" },
        points: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        rings: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": c.wash } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": c.sheet } },
        { id: "borders", type: "line", source: "land", paint: { "line-color": c.edge, "line-width": 0.7 } },
        { id: "countries", type: "symbol", source: "names", layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 12, "text-letter-spacing": 0.1 }, paint: { "text-color": c.soft, "text-halo-color": c.sheet, "text-halo-width": 1 } },
        { id: "points", type: "circle", source: "points", paint: { "circle-radius": ["get", "r"], "circle-color": ["case", ["get", "full"], c.ink, c.paper], "circle-stroke-color": c.ink, "circle-stroke-width": ["case", ["get", "dashed"], 0, 1.5] } },
        { id: "rings", type: "line", source: "rings", paint: { "line-color": c.ink, "line-width": 1.5, "line-dasharray": [3, 2] } },
        { id: "labels", type: "symbol", source: "points", layout: { "text-field": ["get", "label"], "text-font": ["sans-serif"], "text-size": 12, "text-offset": ["case", ["get", "inside"], ["literal", [0, 0]], ["literal", [0, -1.3]]], "text-allow-overlap": true }, paint: { "text-color": ["case", ["all", ["get", "inside"], ["get", "full"]], c.paper, c.ink] } },
      ],
    });
    box.hidden = false;
    const map = new lib.Map({ container: box, style: style(colours()), bounds: [[west, south], [east, north]], attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: 0, maxZoom: 11 });
    map.addControl(new lib.NavigationControl({ showCompass: false }));
    map.addControl(new lib.ScaleControl({}));
    const drawing = box.nextElementSibling;
    const features = (list) => ({ type: "FeatureCollection", features: list });
    const point = (lon, lat, properties) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon, lat] } });
    const places = () => {
      const found = JSON.parse(box.dataset.points);
      map.getSource("points").setData(features(found.map((p) => point(p.lon, p.lat, { r: p.chosen ? 5 : 4, full: p.chosen, dashed: false, inside: false, label: p.chosen ? `${p.name} ${p.score.toFixed(2).replace(/^0/, "")}` : "" }))));
      map.getSource("rings").setData(features(found.filter((p) => p.km).map((p) => circle(p.lon, p.lat, p.km))));
    };
    const explore = async () => {
      const b = map.getBounds();
      const query = new URLSearchParams(box.dataset.query);
      query.set("box", [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(3)).join(","));
      const answer = await fetch(`/explore/clusters?${query}`);
      if (!answer.ok) return;
      const clusters = await answer.json();
      const size = (p) => 9 + 4 * Math.log10(p.n);
      // What lies under so many points of the screen at this latitude and zoom.
      const km = (p) => (size(p) * 78.2715 * Math.cos((p.latitude * Math.PI) / 180)) / 2 ** map.getZoom();
      map.getSource("rings").setData(features(clusters.filter((p) => p.dashed).map((p) => circle(p.longitude, p.latitude, km(p)))));
      map.getSource("points").setData(features(clusters.map((p) => point(p.longitude, p.latitude, { r: size(p), full: !p.dashed, dashed: p.dashed, inside: true, label: String(p.n), n: p.n, id: p.id ?? "", box: JSON.stringify(p.box) }))));
    };
    map.on("load", () => {
      drawing.setAttribute("hidden", "");
      box.dataset.ready = "1";
      if (box.dataset.map === "places") places();
      else {
        explore();
        map.on("moveend", explore);
        map.on("click", "points", (e) => {
          const p = e.features[0].properties;
          if (p.n === 1 && p.id) location.assign(`/incidents/${p.id}`);
          else { const q = JSON.parse(p.box); map.fitBounds([[q[0], q[1]], [q[2], q[3]]], { padding: 60, animate: false }); }
        });
        map.on("mouseenter", "points", () => { map.getCanvas().style.cursor = "pointer"; });
        map.on("mouseleave", "points", () => { map.getCanvas().style.cursor = ""; });
      }
    });
    document.addEventListener("theme", () => { map.setStyle(style(colours())); map.once("styledata", () => (box.dataset.map === "places" ? places() : explore())); });
  } catch {
    box.hidden = true;
    box.nextElementSibling.removeAttribute("hidden");
  }
}
