import { defineConfig } from 'vitepress'

const chapters = Array.from({ length: 19 }, (_, index) => ({ text: `Chapter ${index + 1}`, link: `/page-${index + 1}` }))

export default defineConfig({
  base: '/vitepress/',
  lang: 'en',
  title: 'Harbour guide',
  themeConfig: {
    nav: [{ text: 'Beginning', link: '/' }],
    sidebar: [{ text: 'Chapters', items: [{ text: 'Beginning', link: '/' }, ...chapters] }],
    search: { provider: 'local' }
  }
})
